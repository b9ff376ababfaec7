import { certificate, key } from '../../throwaway-certificate';
import { told } from '../told';

const indented = (pem: string) => pem.trim().replace(/\n/g, '\n    ');
const rules = ['gateway-secret-missing', 'gateway-secret-invalid'];
const secret = (namespace: string, data?: string) => `
apiVersion: v1
kind: Secret
metadata: { name: cert, namespace: ${namespace} }
stringData:
${data ?? `  tls.crt: |\n    ${indented(certificate)}\n  tls.key: |\n    ${indented(key)}`}
---
`;
const gateway = (tls: string, annotations = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: demo, annotations: { ${annotations} } }
spec:
  gatewayClassName: istio
  listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { ${tls} } }]
---
`;
const reference = (more = '') => `certificateRefs: [{ name: cert${more} }]`;
const at = 'Gateway demo/front spec.listeners[0].tls.certificateRefs[0]';

describe('the certificate of a listener of the Gateway API', () => {
  it('is in the Secret that it names, in the namespace of the Gateway', () => {
    expect(told(gateway(reference()) + secret('demo'), rules)).toEqual([]);
    expect(told(gateway(reference()) + secret('other'), rules)).toEqual([`error IST0101 ${at}.name`]);
    expect(told(gateway(reference(', kind: ConfigMap')) + secret('demo'), rules)).toEqual([
      `error IST0101 ${at}.kind`,
    ]);
    const broken = secret('demo', '  tls.crt: none\n  tls.key: none');
    expect(told(gateway(reference()) + broken, rules)).toEqual([`error IST0161 ${at}`]);
  });

  it('is of another namespace where a ReferenceGrant of that says so', () => {
    const grant = `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: certs, namespace: other }
spec: { from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: demo }], to: [{ group: '', kind: Secret }] }
---
`;
    const foreign = gateway(reference(', namespace: other')) + secret('other');
    expect(told(foreign, rules)).toEqual([`error IST0101 ${at}`]);
    expect(told(foreign + grant, rules)).toEqual([]);
  });

  it('is nobody to miss where the world is not given, cert-manager makes it, or the proxy has its own', () => {
    expect(told(gateway(reference()), rules, false)).toEqual([]);
    expect(told(gateway(reference(), 'cert-manager.io/cluster-issuer: ca'), rules)).toEqual([]);
    expect(told(gateway('mode: Passthrough'), rules)).toEqual([]);
    const own = `options: { gateway.istio.io/tls-terminate-mode: ISTIO_MUTUAL }, ${reference()}`;
    expect(told(gateway(own), rules)).toEqual([]);
  });

  it('is looked for from a ListenerSet too', () => {
    const set = `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: more, namespace: demo }
spec:
  parentRef: { name: front }
  listeners: [{ name: https, port: 444, protocol: HTTPS, tls: { certificateRefs: [{ name: certs }] } }]
`;
    expect(told(set, rules)).toEqual([
      'error IST0101 ListenerSet demo/more spec.listeners[0].tls.certificateRefs[0].name',
    ]);
  });
});
