import { told } from '../told';

const world = (port: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: front, namespace: edge }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { ${port} }, hosts: ['*'], tls: { mode: SIMPLE, credentialName: edge } }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: edge }
spec:
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata: { labels: { istio: ingressgateway } }
    spec: { containers: [{ name: istio-proxy, image: any }] }
`;
const of = (port: string) => told(world(port), ['gateway-secret-missing', 'gateway-tls-on-plain-port']);

describe('the Secret of a server', () => {
  it('is looked for where the gateway runs', () => {
    expect(of('number: 443, name: https, protocol: HTTPS')).toEqual([
      'error IST0101 Gateway edge/front spec.servers[0].tls.credentialName',
    ]);
  });

  it.each(['HTTP', 'HTTP2', 'GRPC'])('is no matter where plain %s is served', (protocol) => {
    expect(of(`number: 443, name: plain, protocol: ${protocol}`)).toEqual([
      'error IST0106 Gateway edge/front spec.servers[0].port.protocol',
    ]);
  });
});

describe('the authority of a server that asks for certificates', () => {
  const mutual = (name: string) => `${world('number: 443, name: https, protocol: HTTPS').replace(
    'mode: SIMPLE',
    `mode: MUTUAL, caCertCredentialName: ${name}`,
  )}---
apiVersion: v1
kind: Secret
metadata: { name: edge, namespace: edge }
data: { tls.crt: any, tls.key: any }
---
apiVersion: v1
kind: Secret
metadata: { name: clients, namespace: edge }
data: { ca.crt: any }
---
apiVersion: v1
kind: Secret
metadata: { name: others, namespace: demo }
data: { ca.crt: any }
`;
  const rules = ['gateway-mutual-without-ca'];
  const missing = ['error Gateway edge/front spec.servers[0].tls.caCertCredentialName'];

  it('is looked for where the gateway runs', () => {
    for (const name of ['client', 'others']) expect(told(mutual(name), rules)).toEqual(missing);
    for (const name of ['clients', 'clients-cacert', 'configmap://edge/ca'])
      expect(told(mutual(name), rules)).toEqual([]);
    expect(told(mutual('client'), rules, false)).toEqual([]);
  });
});
