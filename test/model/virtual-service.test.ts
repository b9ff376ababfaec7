import { readText } from '../../lib/kubernetes/manifest';
import { MeshModel } from '../../lib/model/mesh-model';
import { ruledHosts } from '../../lib/model/virtual-service';

describe('the hosts that a VirtualService rules', () => {
  it('are whole, in the order in which they are written, each as often as it is', () => {
    const { objects } = readText(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web, Shop.example.test, '*.example.test', web] }
`);
    const model = MeshModel.of(objects.map(({ object }) => object));
    expect(model.virtualServices.map((service) => ruledHosts(service, model))).toEqual([
      ['web.shop.svc.cluster.local', 'shop.example.test', '*.example.test', 'web.shop.svc.cluster.local'],
    ]);
  });

  it('are none of a delegate', () => {
    const { objects } = readText(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { http: [] }
`);
    const model = MeshModel.of(objects.map(({ object }) => object));
    expect(model.virtualServices.map((service) => ruledHosts(service, model))).toEqual([[]]);
  });
});
