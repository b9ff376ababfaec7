import { told } from '../told';

const routes = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: front, namespace: shop }
spec:
  selector: { istio: edge }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.test] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example.test]
  gateways: [front]
  http:
  - match: [{ headers: { '@request.auth.claims.group': { exact: beta } } }]
    directResponse: { status: 200 }
---
`;
const pods = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: shop }
spec:
  selector: { matchLabels: { istio: edge } }
  template:
    metadata: { labels: { istio: edge } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
`;
const of = (text: string, complete: boolean | readonly string[]) =>
  told(text, ['jwt-route-without-authn'], complete);
const at = 'VirtualService shop/shop spec.http[0].match[0].headers';

describe('a route by a claim that nobody validates', () => {
  it('is told where all that could validate it is given', () => {
    expect(of(routes, true)).toEqual([`error IST0149 ${at}`]);
    expect(of(routes + pods, ['shop', 'istio-system'])).toEqual([`error IST0149 ${at}`]);
  });

  it('may be validated by what holds in the whole mesh', () => {
    expect(of(routes + pods, ['shop'])).toEqual([`info IST0149 ${at}`]);
  });

  it('may be validated where the pods of the gateway run', () => {
    expect(of(routes, ['shop'])).toEqual([]);
    expect(of(routes, ['shop', 'istio-system'])).toEqual([]);
  });
});
