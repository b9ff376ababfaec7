import type { Chart } from 'cdk8s';
import {
  MeshService,
  ServerCredential,
  ServerTls,
  Sidecar,
  type SidecarProps,
  Workload,
} from '../../../lib/istio';
import { Injection, MeshNamespace } from '../../../lib/workload';
import { errorOf } from '../../error-of';
import { spec } from '../rendered';

const build = (props: SidecarProps) => spec((chart) => new Sidecar(chart, 'sidecar', props));
const egressTo = (hosts: (chart: Chart) => unknown) =>
  (
    spec((chart) => {
      new Sidecar(chart, 'sidecar', { egress: [{ hosts: hosts(chart) as never }] });
    }) as { egress: unknown }
  ).egress;
const ratings = MeshService.named('ratings.demo.svc.cluster.local');
const credential = ServerCredential.files({ certificate: '/tls.crt', privateKey: '/tls.key' });

describe('Sidecar', () => {
  it('limits what is reached to services and namespaces', () => {
    expect(
      build({
        workload: Workload.labelled({ app: 'reviews' }),
        egress: [
          {
            hosts: [ratings],
            port: { number: 9080, protocol: 'http' },
            bind: '127.0.0.1',
            captureMode: 'none',
          },
          {
            hosts: [
              'own-namespace',
              { namespace: 'istio-system' },
              { namespace: 'shop', host: '*.example.com' },
            ],
          },
        ],
        outboundTraffic: 'registry-only',
      }),
    ).toEqual({
      workloadSelector: { labels: { app: 'reviews' } },
      egress: [
        {
          hosts: ['*/ratings.demo.svc.cluster.local'],
          port: { number: 9080, protocol: 'HTTP', name: 'http-9080' },
          bind: '127.0.0.1',
          captureMode: 'NONE',
        },
        { hosts: ['./*', 'istio-system/*', 'shop/*.example.com'] },
      ],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    });
  });

  it('reaches a namespace that is an object', () => {
    const written = egressTo((chart) => [
      new MeshNamespace(chart, 'shop', { injection: Injection.enabled }),
      MeshNamespace.named('bank', { injection: Injection.ambient }),
    ]);
    expect(written).toEqual([{ hosts: ['shop/*', 'bank/*'] }]);
    expect(() => egressTo(() => [{ kind: 'namespace', name: 'Shop', requestsReadBy: 'sidecar' }])).toThrow(
      /egress\[0\]\.hosts\[0\]\.name: .*got 'Shop'/,
    );
  });

  it('knows everything, and nothing', () => {
    expect(build({ egress: [{ hosts: ['every-namespace'] }] })).toEqual({ egress: [{ hosts: ['*/*'] }] });
    expect(build({ egress: [{ hosts: ['nothing'] }] })).toEqual({ egress: [{ hosts: ['~/*'] }] });
  });

  it('sends what the mesh does not know through a gateway', () => {
    expect(build({ outboundTraffic: { egressProxy: ratings } })).toEqual({
      outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: ratings.host } },
    });
  });

  it('takes requests where the application does not listen', () => {
    expect(
      build({
        ingress: [
          {
            port: { number: 9443, protocol: 'https', name: 'https-in' },
            defaultEndpoint: '127.0.0.1:8080',
            tls: ServerTls.simple(credential),
            connectionPool: { http: { http2MaxRequests: 5 } },
          },
        ],
        inboundConnectionPool: { tcp: { maxConnections: 10 } },
      }),
    ).toEqual({
      ingress: [
        {
          port: { number: 9443, protocol: 'HTTPS', name: 'https-in' },
          defaultEndpoint: '127.0.0.1:8080',
          tls: { mode: 'SIMPLE', serverCertificate: '/tls.crt', privateKey: '/tls.key' },
          connectionPool: { http: { http2MaxRequests: 5 } },
        },
      ],
      inboundConnectionPool: { tcp: { maxConnections: 10 } },
    });
  });

  const http = { number: 80, protocol: 'http' } as const;

  it.each<[SidecarProps, string]>([
    [
      {},
      "it says nothing, got {}; give at least one of 'egress', 'ingress', 'outboundTraffic', 'inboundConnectionPool'",
    ],
    [
      { egress: [{ hosts: ['nothing', ratings] }] },
      "egress[0].hosts[0]: nothing is not nothing beside something, got 'nothing'; leave it out, or the others",
    ],
    [
      { egress: [{ hosts: [ratings], bind: '127.0.0.1' }] },
      "egress[0].bind: an address is bound for a port, got '127.0.0.1'; name the port, or leave bind out",
    ],
    [
      { egress: [{ hosts: [ratings] }, { hosts: [ratings], port: http }] },
      'egress[0].port: a listener without a port takes what no other one takes, got undefined; put it last, or name its port',
    ],
    [
      {
        egress: [
          { hosts: [ratings], port: http },
          { hosts: ['own-namespace'], port: http },
        ],
      },
      'egress[1].port: another listener has this port, got 80; join the two, or give each its own',
    ],
    [
      { egress: [{ hosts: ['own-namespaces' as never] }] },
      "egress[0].hosts[0]: it is one of a few values, got 'own-namespaces'; did you mean 'own-namespace'? known are 'own-namespace', 'every-namespace', 'nothing'",
    ],
    [
      { ingress: [{ port: http, tls: ServerTls.simple(credential) }] },
      "ingress[0].port.protocol: TLS is ended on a port of TLS, got 'http'; write 'https' or 'tls'",
    ],
    [
      { ingress: [{ port: { number: 443, protocol: 'tls' }, tls: ServerTls.passthrough as never }] },
      "ingress[0].tls.kind: a sidecar ends TLS itself, got 'passthrough'; take ServerTls.simple or ServerTls.mutual",
    ],
    [
      {
        ingress: [
          { port: { number: 443, protocol: 'tls' }, tls: ServerTls.simple(ServerCredential.secret('a')) },
        ],
      },
      "ingress[0].tls.credential: a sidecar has its certificate in a file, got { kind: 'secret', names: [ 'a' ] }; write ServerCredential.files({ certificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key' })",
    ],
    [
      { ingress: [{ port: http, defaultEndpoint: '10.0.0.1:80' }] },
      "ingress[0].defaultEndpoint: a sidecar forwards to its own pod, got '10.0.0.1:80'; write for example '127.0.0.1:8080', '0.0.0.0:8080' or 'unix:///var/run/app.sock'",
    ],
  ])('rejects what Istio does not take (%#)', (props, message) => {
    expect(() => build(props)).toThrow(errorOf(`chart/sidecar: ${message}`));
  });
});
