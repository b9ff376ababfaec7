import { App, Chart } from 'cdk8s';
import {
  ConfigMap,
  Gateway,
  GatewayClass,
  type GatewayProps,
  Listener,
  type Listeners,
  ReferenceGrant,
  remoteClass,
  Secret,
} from '../../../lib/gateway-api';
import { ApiVersions } from '../../../lib/release/api-versions';
import { IstioRelease, type IstioVersion } from '../../../lib/release/istio-release';
import { errorOf } from '../../error-of';
import { accepted, acceptedSpec } from '../described';

const spec = (props: GatewayProps<string>) =>
  acceptedSpec((chart) => {
    new Gateway(chart, 'gateway', props);
  });

const http = { http: Listener.http({ port: 80 }) };

describe('Gateway', () => {
  it('listens on ports', () => {
    expect(
      spec({
        listeners: {
          http: Listener.http({ port: 80, hostname: '*.example.com' }),
          https: Listener.https({
            port: 443,
            certificates: [Secret.named('web')],
            allowedRoutes: { namespaces: { matchLabels: { team: 'web' } }, kinds: ['HTTPRoute'] },
          }),
          mysql: Listener.tls({
            port: 3306,
            certificates: [Secret.named('sql', { namespace: 'demo' })],
            options: { 'gateway.istio.io/tls-terminate-mode': 'MUTUAL' },
          }),
          through: Listener.tlsPassthrough({ port: 8443, hostname: 'a.example.com' }),
          tcp: Listener.tcp({ port: 9000, allowedRoutes: { namespaces: 'all' } }),
          mesh: Listener.hbone({
            port: 15008,
            options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' },
          }),
        },
      }),
    ).toEqual({
      gatewayClassName: 'istio',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', hostname: '*.example.com' },
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ name: 'web' }] },
          allowedRoutes: {
            namespaces: { from: 'Selector', selector: { matchLabels: { team: 'web' } } },
            kinds: [{ kind: 'HTTPRoute' }],
          },
        },
        {
          name: 'mysql',
          port: 3306,
          protocol: 'TLS',
          tls: {
            mode: 'Terminate',
            certificateRefs: [{ name: 'sql' }],
            options: { 'gateway.istio.io/tls-terminate-mode': 'MUTUAL' },
          },
        },
        {
          name: 'through',
          port: 8443,
          protocol: 'TLS',
          hostname: 'a.example.com',
          tls: { mode: 'Passthrough' },
        },
        { name: 'tcp', port: 9000, protocol: 'TCP', allowedRoutes: { namespaces: { from: 'All' } } },
        {
          name: 'mesh',
          port: 15008,
          protocol: 'HBONE',
          tls: { mode: 'Terminate', options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } },
        },
      ],
    });
  });

  it('says what is made of it, and whom it trusts', () => {
    expect(
      spec({
        listeners: http,
        gatewayClass: GatewayClass.named('edge'),
        addresses: ['192.0.2.7', 'ingress.istio-ingress.svc.cluster.local'],
        infrastructure: {
          labels: { team: 'web' },
          annotations: { 'example.com/owner': 'web' },
          parameters: ConfigMap.named('patches'),
        },
        allowedListeners: 'same',
        tls: {
          frontend: {
            default: { caCertificates: [ConfigMap.named('ca')] },
            perPort: { 8443: { caCertificates: [Secret.named('ca')], mode: 'allow-insecure-fallback' } },
          },
          backend: { clientCertificate: Secret.named('client') },
        },
      }),
    ).toEqual({
      gatewayClassName: 'edge',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
      addresses: [
        { type: 'IPAddress', value: '192.0.2.7' },
        { type: 'Hostname', value: 'ingress.istio-ingress.svc.cluster.local' },
      ],
      infrastructure: {
        labels: { team: 'web' },
        annotations: { 'example.com/owner': 'web' },
        parametersRef: { group: '', kind: 'ConfigMap', name: 'patches' },
      },
      allowedListeners: { namespaces: { from: 'Same' } },
      tls: {
        frontend: {
          default: { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] } },
          perPort: [
            {
              port: 8443,
              tls: {
                validation: {
                  caCertificateRefs: [{ group: '', kind: 'Secret', name: 'ca' }],
                  mode: 'AllowInsecureFallback',
                },
              },
            },
          ],
        },
        backend: { clientCertificateRef: { name: 'client' } },
      },
    });
  });

  it('takes a Secret of another namespace with its grant alone', () => {
    const certificates = [Secret.named('web', { namespace: 'certs' })] as const;
    const listeners = { https: Listener.https({ port: 443, certificates }) };
    expect(() => spec({ listeners })).toThrow(
      errorOf(
        "chart/gateway: listeners.https.certificates[0]: the Secret is in another namespace, which does not let Gateways of 'demo' name it, got 'certs/web'; write new ReferenceGrant(…, { from: [{ kind: 'Gateway', namespace: 'demo' }], to: […] }) in a chart of the namespace 'certs', and give it in grants",
      ),
    );
    const tls = { backend: { clientCertificate: certificates[0] } };
    expect(() => spec({ listeners: http, tls })).toThrow(
      /tls\.backend\.clientCertificate: the Secret is in another namespace/,
    );
    const written = acceptedSpec((chart) => {
      const grant = new ReferenceGrant(new Chart(chart, 'certs', { namespace: 'certs' }), 'web', {
        from: [{ kind: 'Gateway', namespace: 'demo' }],
        to: [Secret.named('web')],
      });
      new Gateway(chart, 'gateway', { listeners, grants: [grant] });
    });
    expect(written).toMatchObject({
      listeners: [{ tls: { certificateRefs: [{ name: 'web', namespace: 'certs' }] } }],
    });
    const outside = ReferenceGrant.named('web', { namespace: 'certs' });
    expect(() => spec({ listeners, grants: [outside] })).not.toThrow();
  });

  it('rejects listeners that can not be told apart, and those that can not be', () => {
    const refused = (listeners: Listeners) => () => spec({ listeners });
    expect(refused({ a: Listener.http({ port: 80 }), b: Listener.http({ port: 80 }) })).toThrow(
      errorOf(
        "chart/gateway: listeners.b: port, protocol and hostname are those of 'a', got 80; give it another hostname or port",
      ),
    );
    expect(refused({ a: Listener.http({ port: 80, hostname: '*' }) })).toThrow(
      /listeners\.a\.hostname: a hostname is a DNS name.*leave it out for every host/,
    );
    expect(refused({ A: Listener.http({ port: 80 }) })).toThrow(
      /listeners\.A: a listener is named by a DNS name/,
    );
    expect(refused({})).toThrow(/listeners: there is nothing in it/);
    expect(refused({ a: Listener.https({ port: 443 } as never) })).toThrow(
      /listeners\.a\.certificates: a list is expected/,
    );
    expect(refused({ a: Listener.tcp({ port: 1, allowedRoutes: { kinds: ['HTTPRoute'] } }) })).toThrow(
      errorOf(
        "chart/gateway: listeners.a.allowedRoutes.kinds[0]: a listener of this protocol takes no such routes, got 'HTTPRoute'; it takes TCPRoute",
      ),
    );
  });

  it('knows its listeners for the routes', () => {
    accepted((chart) => {
      const gateway = new Gateway(chart, 'gateway', { listeners: http });
      expect(gateway.listeners).toEqual([
        {
          name: 'http',
          port: 80,
          hostname: undefined,
          kinds: ['HTTPRoute', 'GRPCRoute'],
          namespaces: 'same',
        },
      ]);
    });
  });

  it.each<[IstioVersion, string, string]>([
    ['1.16', 'gateway', 'gateway'],
    ['1.17', 'gateway-istio', 'front'],
    ['1.30', 'gateway-istio', 'front'],
  ])(
    'knows what istiod of %s makes of it: %s, and %s where an annotation names it',
    (release, usual, front) => {
      const app = new App();
      ApiVersions.use(app, IstioRelease.of(release).apiVersions);
      const chart = new Chart(app, 'chart', { namespace: 'demo' });
      expect(new Gateway(chart, 'gateway', { listeners: http }).deployment).toBe(usual);
      const metadata = { name: 'gateway', annotations: { 'gateway.istio.io/name-override': 'front' } };
      expect(new Gateway(chart, 'named', { metadata, listeners: http }).deployment).toBe(front);
    },
  );

  it('is made by nobody where it is one of another cluster', () => {
    accepted((chart) => {
      const remote = new Gateway(chart, 'remote', { listeners: http, gatewayClass: remoteClass });
      expect(remote.deployment).toBeUndefined();
    });
  });
});
