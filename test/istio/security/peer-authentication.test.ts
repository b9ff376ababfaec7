import {
  type MtlsMode,
  PeerAuthentication,
  type PeerAuthenticationProps,
  Workload,
} from '../../../lib/istio';
import { Injection, MeshNamespace } from '../../../lib/workload';
import { errorOf } from '../../error-of';
import { rendered, spec } from '../rendered';

const workload = Workload.labelled({ app: 'ratings' });
const build = (props: PeerAuthenticationProps) =>
  spec((chart) => new PeerAuthentication(chart, 'mtls', props));

describe('PeerAuthentication', () => {
  it.each<[MtlsMode, string]>([
    ['strict', 'STRICT'],
    ['permissive', 'PERMISSIVE'],
    ['disabled', 'DISABLE'],
    ['inherited', 'UNSET'],
  ])('of a namespace takes %s connections', (mtls, mode) => {
    expect(build({ mtls })).toEqual({ mtls: { mode } });
  });

  it('makes exceptions for ports of a workload', () => {
    expect(build({ mtls: 'strict', workload, ports: { 9080: 'disabled', 65535: 'inherited' } })).toEqual({
      mtls: { mode: 'STRICT' },
      selector: { matchLabels: { app: 'ratings' } },
      portLevelMtls: { 9080: { mode: 'DISABLE' }, 65535: { mode: 'UNSET' } },
    });
    expect(build({ mtls: 'strict', workload })).toEqual({
      mtls: { mode: 'STRICT' },
      selector: { matchLabels: { app: 'ratings' } },
    });
  });

  it('takes its name and namespace from metadata where they are given', () => {
    rendered((chart) => {
      const metadata = { name: 'default', namespace: 'istio-system' };
      const elsewhere = Workload.labelled({ app: 'a' }, { namespace: 'istio-system' });
      const policy = new PeerAuthentication(chart, 'a', { mtls: 'strict', metadata, workload: elsewhere });
      expect([policy.name, policy.namespace]).toEqual(['default', 'istio-system']);
    });
  });

  const ports = (got: string) =>
    `chart/mtls: ports: ports are those of a workload, got ${got}; name the workload, or leave the ports out`;

  it.each<[PeerAuthenticationProps, string]>([
    [{ mtls: 'strict', ports: { 80: 'disabled' } }, ports("{ '80': 'disabled' }")],
    [
      { mtls: 'strict', workload, ports: {} },
      'chart/mtls: ports: there is nothing in it, got {}; name at least one or leave it out',
    ],
    [
      { mtls: 'strict', workload, ports: { 0: 'disabled' } },
      "chart/mtls: ports['0']: the port of a workload must be a whole number from 1 to 65535, got '0'; write for example { 9080: … }",
    ],
    [
      { mtls: 'strict', workload: Workload.labelled({ app: 'a' }, { namespace: 'other' }) },
      "chart/mtls: workload: the object is for workloads of its own namespace, which is 'demo', got 'other'; put it into a chart of the namespace 'other'",
    ],
  ])('rejects what Istio does not take (%#)', (props, message) => {
    expect(() => build(props)).toThrow(errorOf(message));
  });
});

describe('a PeerAuthentication in ambient mode', () => {
  const make = (props: Omit<PeerAuthenticationProps, 'mtls'>, mtls: MtlsMode) => () =>
    rendered((chart) => {
      new PeerAuthentication(chart, 'mtls', { ...props, mtls });
    });
  const lake = MeshNamespace.named('demo', { injection: Injection.ambient });
  const boats = { ...Workload.labelled({ app: 'boats' }), requestsReadBy: 'nobody' } as const;
  const problem =
    /mtls: in ambient mode ztunnel takes connections with mutual TLS whatever is said, got 'disabled'; write 'permissive' or 'strict'/;

  it('lies in the namespace that it names', () => {
    expect(make({ namespace: lake }, 'strict')()[0]).toMatchObject({
      metadata: { name: 'mtls', namespace: 'demo' },
      spec: { mtls: { mode: 'STRICT' } },
    });
  });

  it('rejects to turn mutual TLS off, of a namespace, of pods and of a port', () => {
    expect(make({ namespace: lake }, 'disabled')).toThrow(problem);
    expect(make({ workload: boats }, 'disabled')).toThrow(problem);
    expect(make({ workload: boats, ports: { 80: 'disabled' } }, 'strict')).toThrow(
      /ports\['?80'?\]: in ambient/,
    );
    expect(make({ workload: boats }, 'permissive')).not.toThrow();
    expect(() =>
      rendered((chart) => {
        new MeshNamespace(chart, 'demo', { injection: Injection.ambient });
        new PeerAuthentication(chart, 'mtls', { mtls: 'disabled' });
      }),
    ).toThrow(problem);
    expect(make({ workload: Workload.labelled({ app: 'old' }) }, 'disabled')).not.toThrow();
  });
});
