import { readText } from '../../lib/kubernetes/manifest';
import { MeshModel } from '../../lib/model/mesh-model';

const app = '{ name: app, image: example.test/app }';
const sidecar = '{ name: istio-proxy, image: docker.io/istio/proxyv2:1.30.3 }';
const pod = (containers: string, { labels = '', more = '' } = {}) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web${labels} } }
spec: { containers: [${containers}]${more} }
`;
const proxyOf = (text: string) =>
  MeshModel.of(readText(text).objects.map(({ object }) => object)).workloads.map(({ proxy }) => proxy);

describe('the proxy of a pod', () => {
  it('is there, or comes with injection where the pod is yet to be made', () => {
    expect(proxyOf(pod(`${app}, ${sidecar}`))).toEqual(['sidecar']);
    expect(proxyOf(pod(app))).toEqual(['sidecar']);
    expect(proxyOf(pod(sidecar))).toEqual(['gateway']);
  });

  it('does not come any more where a controller has made the pod, or it runs', () => {
    expect(proxyOf(pod(app, { labels: ", pod-template-hash: '1a2b3c'" }))).toEqual(['none']);
    expect(proxyOf(pod(app, { more: ', nodeName: one' }))).toEqual(['none']);
  });

  it('takes nothing over on the network of the host, where a gateway listens all the same', () => {
    const more = ', hostNetwork: true';
    expect(proxyOf(pod(`${app}, ${sidecar}`, { more }))).toEqual(['none']);
    expect(proxyOf(pod(sidecar, { more }))).toEqual(['gateway']);
  });
});
