import { App, Testing } from 'cdk8s';
import { Bookinfo } from '../../lib/bookinfo/bookinfo';
import { BookinfoIngress } from '../../lib/bookinfo/bookinfo-ingress';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioRelease } from '../../lib/release/istio-release';

const ingressFor = (ingress: IngressGateway) => {
  const app = new App();
  const bookinfo = new Bookinfo(app, 'bookinfo', { namespace: 'demo', sample: IstioRelease.latest.bookinfo });
  return new BookinfoIngress(app, 'ingress', { bookinfo, ingress });
};

describe('BookinfoIngress', () => {
  it('opens port 80 of the ingress gateway for the five paths of the guide', () => {
    expect(Testing.synth(ingressFor(IngressGateway.istioctl()))).toEqual([
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name: 'bookinfo-gateway', namespace: 'demo' },
        spec: {
          selector: { istio: 'ingressgateway' },
          servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
        },
      },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'bookinfo', namespace: 'demo' },
        spec: {
          hosts: ['*'],
          gateways: ['bookinfo-gateway'],
          http: [
            {
              match: [
                { uri: { exact: '/productpage' } },
                { uri: { prefix: '/static' } },
                { uri: { exact: '/login' } },
                { uri: { exact: '/logout' } },
                { uri: { prefix: '/api/v1/products' } },
              ],
              route: [
                { destination: { host: 'productpage.demo.svc.cluster.local', port: { number: 9080 } } },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('selects the pods that Helm made where Helm made them', () => {
    const [gateway] = Testing.synth(ingressFor(IngressGateway.helm()));
    expect(gateway.spec.selector).toEqual({ istio: 'ingress' });
    expect(gateway.spec.servers[0].port.number).toBe(80);
  });

  it('rejects an ingress gateway that has no port 80', () => {
    const ingress = IngressGateway.labelled({
      namespace: 'edge',
      serviceAccount: 'edge',
      service: 'edge',
      labels: { app: 'edge' },
      ports: [{ name: 'https', port: 443, targetPort: 8443 }],
    });
    expect(() => ingressFor(ingress)).toThrow("the gateway's Service has no such port");
  });
});
