import { ApiObject, type Chart } from 'cdk8s';
import { Gateway as EdgeGateway, Listener } from '../../../lib/gateway-api';
import { IngressGateway } from '../../../lib/install/ingress-gateway';
import { CertManagerCertificate, Gateway, Server, ServerCredential, ServerTls } from '../../../lib/istio';
import { rendered } from '../rendered';

const ingress = IngressGateway.istioctl();
const certificateIn = (chart: Chart, namespace: string, spec: object = { secretName: 'web-credential' }) =>
  new ApiObject(chart, 'web', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { namespace },
    spec,
  });
const gatewayWith = (chart: Chart, certificate: ReturnType<typeof CertManagerCertificate.named>) =>
  new Gateway(chart, 'gateway', {
    ingress,
    servers: [Server.https({ hosts: ['*'], tls: ServerTls.simple(ServerCredential.secret(certificate)) })],
  });

describe('a Certificate of cert-manager', () => {
  it('is named by the Secret that it is kept in, and applied before the gateway', () => {
    const written = rendered((chart) => {
      const object = certificateIn(chart, 'istio-system');
      const gateway = gatewayWith(chart, CertManagerCertificate.of(object));
      expect(gateway.node.dependencies).toEqual([object]);
    });
    expect(written.at(-1)?.spec).toMatchObject({
      servers: [{ tls: { mode: 'SIMPLE', credentialName: 'web-credential' } }],
    });
  });

  it('is a reference where it is described elsewhere, for both kinds of gateways', () => {
    const options = { secretName: 'web-credential' };
    expect(CertManagerCertificate.named('web', options)).toEqual({
      kind: 'secret-object',
      name: 'web-credential',
      namespace: undefined,
      certificate: 'web',
    });
    const written = rendered((chart) => {
      new EdgeGateway(chart, 'edge', {
        listeners: {
          https: Listener.https({ port: 443, certificates: [CertManagerCertificate.named('web', options)] }),
        },
      });
    });
    expect(written.at(-1)?.spec).toMatchObject({
      listeners: [{ tls: { certificateRefs: [{ name: 'web-credential' }] } }],
    });
  });

  it('rejects one of another namespace than the pods, one without a Secret, and another object', () => {
    const make = (build: (chart: Chart) => unknown) => () => rendered(build as never);
    expect(
      make((chart) => gatewayWith(chart, CertManagerCertificate.of(certificateIn(chart, 'demo')))),
    ).toThrow(/read Secrets of that namespace alone, got 'demo\/web-credential'/);
    expect(make((chart) => CertManagerCertificate.of(certificateIn(chart, 'demo', {})))).toThrow(
      /chart\/web: the Certificate names no Secret to keep it in, got undefined; write spec: \{ secretName:/,
    );
    expect(
      make((chart) =>
        CertManagerCertificate.of(
          new ApiObject(chart, 'other', { apiVersion: 'example.com/v1', kind: 'Certificate' }),
        ),
      ),
    ).toThrow(/a Certificate of cert-manager's is expected, got 'Certificate of example.com\/v1'/);
    for (const other of [undefined, 'web', { apiGroup: 'cert-manager.io', kind: 'Certificate' }]) {
      expect(() => CertManagerCertificate.of(other as never)).toThrow(
        /a Certificate of cert-manager's is expected, got (undefined|'web'|\{)/,
      );
    }
  });
});
