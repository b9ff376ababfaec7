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
