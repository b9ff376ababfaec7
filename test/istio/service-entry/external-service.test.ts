import { ClientTls, type ExternalService, ExternalTls, ServiceEntry } from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { rendered } from '../rendered';

const build = (options?: ExternalService) =>
  rendered((chart) => ServiceEntry.external(chart, 'api.stripe.com', options)).map(
    ({ kind, metadata, spec }) => ({
      kind,
      name: metadata.name,
      spec,
    }),
  );

const entry = (port: object) => ({
  kind: 'ServiceEntry',
  name: 'api.stripe.com',
  spec: { hosts: ['api.stripe.com'], ports: [port], location: 'MESH_EXTERNAL', resolution: 'DNS' },
});

describe('a service outside', () => {
  it('is called by TLS that the application speaks', () => {
    expect(build()).toEqual([entry({ name: 'tls', number: 443, protocol: 'TLS' })]);
    expect(build({ tls: ExternalTls.passedThrough, port: 8443 })).toEqual([
      entry({ name: 'tls', number: 8443, protocol: 'TLS' }),
    ]);
  });

  it('is called by plain text', () => {
    expect(build({ tls: ExternalTls.none })).toEqual([entry({ name: 'http', number: 80, protocol: 'HTTP' })]);
  });

  it('brings the rule that encrypts what the application says in plain text', () => {
    const rule = (tls: object) => ({
      kind: 'DestinationRule',
      name: 'api.stripe.com',
      spec: { host: 'api.stripe.com', trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls }] } },
    });
    const originated = entry({ name: 'http', number: 80, protocol: 'HTTP', targetPort: 443 });
    expect(build({ tls: ExternalTls.originated() })).toEqual([
      originated,
      rule({ mode: 'SIMPLE', sni: 'api.stripe.com' }),
    ]);
    const tls = ClientTls.simple({ sni: 'other.stripe.com' });
    expect(build({ tls: ExternalTls.originated({ tls }) })).toEqual([
      originated,
      rule({ mode: 'SIMPLE', sni: 'other.stripe.com' }),
    ]);
  });

  it('is known by the port that the application calls', () => {
    rendered((chart) => {
      const entry = ServiceEntry.external(chart, 'a.example.com', { tls: ExternalTls.originated() });
      expect(entry.ports).toEqual([{ name: 'http', number: 80 }]);
      expect(entry.port('http').port).toBe('http');
    });
  });

  it('rejects a TLS that is none, and a port that is none', () => {
    expect(() => build({ tls: { kind: 'both' } as never })).toThrow(
      errorOf(
        "chart: tls: this is not the TLS of a service outside, got { kind: 'both' }; make the TLS of a service outside with its factory; kinds are 'passed-through', 'originated', 'none'",
      ),
    );
    expect(() => build({ port: 0 })).toThrow(
      errorOf('chart: port: a port must be a whole number from 1 to 65535, got 0; write for example 9080'),
    );
  });
});
