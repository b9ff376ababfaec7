import { certificate } from '../../throwaway-certificate';
import { told } from '../told';

const reference = (more: string) => `caCertificateRefs: [{ group: '', kind: ConfigMap, ${more} }]`;
const byDefault = (validation: string) => `default: { validation: { ${validation} } }`;
const world = (frontend: string, { tls = 'certificateRefs: [{ name: edge }]', more = '' } = {}) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: edge }
spec:
  gatewayClassName: istio
  tls: { frontend: { ${frontend} } }
  listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { ${tls} } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: clients, namespace: edge }
data: { ca.crt: ${JSON.stringify(certificate)} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: broken, namespace: edge }
data: { ca.crt: any }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: empty, namespace: edge }
data: { mode: any }
---
apiVersion: v1
kind: Secret
metadata: { name: clients, namespace: shared }
data: { cacert: ${Buffer.from(certificate).toString('base64')} }
---${more}`;
const of = (text: string, complete = true) => told(text, ['gateway-mutual-without-ca'], complete);
const at = (field: string) => [`error Gateway edge/front spec.tls.frontend.${field}`];
const below = 'default.validation.caCertificateRefs';

describe('the authority that a Gateway judges its clients by', () => {
  it.each([
    [reference('name: client'), `${below}[0].name`],
    [reference('name: broken'), `${below}[0]`],
    [reference('name: empty'), `${below}[0]`],
    ["caCertificateRefs: [{ group: '', kind: Bundle, name: clients }]", `${below}[0].kind`],
    ["caCertificateRefs: [{ group: '', kind: Secret, name: clients, namespace: shared }]", `${below}[0]`],
    [
      `caCertificateRefs: [{ group: '', kind: ConfigMap, name: clients }, { group: '', kind: ConfigMap, name: empty }]`,
      below,
    ],
  ])('is told where istiod can not use it: %s', (validation, field) => {
    expect(of(world(byDefault(validation)))).toEqual(at(field));
  });

  it('is there, and nobody knows of a namespace that is not given', () => {
    expect(of(world(byDefault(reference('name: clients'))))).toEqual([]);
    expect(of(world(byDefault(reference('name: client'))), false)).toEqual([]);
  });

  it('may be another namespace’s, where that grants it', () => {
    const more = `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: edge, namespace: shared }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]
  to: [{ group: '', kind: Secret }]
`;
    const foreign = "caCertificateRefs: [{ group: '', kind: Secret, name: clients, namespace: shared }]";
    expect(of(world(byDefault(foreign), { more }))).toEqual([]);
  });

  it('is for a port of its own, else for all, and only where the gateway itself ends TLS', () => {
    const wrong = `validation: { ${reference('name: client')} }`;
    const right = `validation: { ${reference('name: clients')} }`;
    const both = (first: string, port: number, own: string) =>
      `default: { ${first} }, perPort: [{ port: ${port}, tls: { ${own} } }]`;
    expect(of(world(both(wrong, 443, right)))).toEqual([]);
    expect(of(world(both(right, 443, wrong)))).toEqual(
      at('perPort[0].tls.validation.caCertificateRefs[0].name'),
    );
    expect(of(world(both(right, 8443, wrong)))).toEqual([]);
    expect(of(world(`default: { ${wrong} }`, { tls: 'mode: Passthrough' }))).toEqual([]);
  });
});
