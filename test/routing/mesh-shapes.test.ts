import { App } from 'cdk8s';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { Mesh } from '../../lib/routing';
import { errorOf } from '../error-of';

const mesh = Mesh.of(new App());

test.each<[ask: () => unknown, message: string]>([
  [
    () => Mesh.of('dist' as never),
    "Mesh.of: a construct is expected, got 'dist'; give a construct of this app; leave it out for what is described elsewhere",
  ],
  [
    () => Mesh.of(new App(), { namespaces: 'demo' } as never),
    "Mesh.of: namespaces: there is no such property, got 'demo'; did you mean 'namespace'? known are 'namespace', 'release', 'complete', 'own', 'partial', 'outside', 'domain', 'alpha'",
  ],
  [
    () => Mesh.read(undefined as never),
    "Mesh.read: a file or folder is some text, got undefined; write for example 'dist/'",
  ],
  [
    () => Mesh.read(['dist', ''] as never),
    "Mesh.read: [1]: a file or folder is some text, got ''; write for example 'dist/'",
  ],
  [
    () => Mesh.ofReading([] as never),
    "Mesh.ofReading: what was read is expected, got []; call Mesh.read('dist/') for files and folders",
  ],
  [
    () => Mesh.ofObjects('dist' as never),
    "Mesh.ofObjects: objects are expected, got 'dist'; write them in brackets: […]",
  ],
  [
    () => Mesh.ofObjects([{ apiVersion: 'v1', kind: 'Service' } as never]),
    "Mesh.ofObjects: [0]: Service without a name: metadata.name is missing or no text, got { apiVersion: 'v1', kind: 'Service' }; give objects with apiVersion, kind and metadata.name",
  ],
  [
    () => Mesh.ofObjects([], { release: '1.31' as never }),
    "Mesh.ofObjects: release: an Istio release is expected, got '1.31'; give IstioRelease.latest, or IstioRelease.of('1.30')",
  ],
  [
    () => mesh.request(null as never),
    "mesh.request: a request is expected, got null; write for example { via: 'istio-system/istio-ingressgateway', url: 'http://example.com/' }",
  ],
  [
    () => mesh.request({ via: true as never, url: 'http://example.com/' }),
    "mesh.request: via: a workload is expected, got true; name it as '<namespace>/<name>', or give its construct",
  ],
  [
    () => mesh.request({ from: { namespace: 5, name: 'curl' } as never, url: 'http://reviews/' }),
    "mesh.request: from: a workload has a name, and perhaps a namespace, got { namespace: 5, name: 'curl' }; name it as '<namespace>/<name>', or give its construct",
  ],
  [
    () =>
      mesh.request({ via: { ...IngressGateway.istioctl(), serviceAccount: 5 } as never, url: 'http://a/' }),
    'mesh.request: via.serviceAccount: a text is expected, got 5; write it in quotes',
  ],
  [
    () => mesh.request({ from: 'demo/curl', url: 'http://reviews/' }, { at: 'now' as never }),
    "mesh.request: at: a time is expected, got 'now'; give a Date, or seconds since 1970",
  ],
  [
    () => mesh.request({ url: 'http://reviews/' }),
    "mesh.request: a request comes in via a gateway or from a workload, got { via: undefined, from: undefined }; name one of both, such as via: 'istio-system/istio-ingressgateway'",
  ],
  [
    () => mesh.request({ from: 'demo/curl', url: 'reviews' }),
    "mesh.request: url: a URL begins with http:// or https:// and a host, got 'reviews'; write for example 'http://bookinfo.example/productpage'",
  ],
  [
    () => mesh.request({ from: 'demo/curl', url: 'http://re views/' }),
    "mesh.request: url: a URL begins with http:// or https:// and a host, got 'http://re views/'; write for example 'http://bookinfo.example/productpage'",
  ],
  [
    () => mesh.request({ from: 'demo/curl', url: 'http://reviews/' }),
    "mesh.request: from: no workload and no Service with workloads has this name, got 'demo/curl'; none is known",
  ],
  [
    () => mesh.reachability({ to: 5 as never }),
    "mesh.reachability: to: a service is some text, got 5; write for example 'demo/ratings'",
  ],
])('rejects what no mesh can be asked (%#)', (ask, message) => {
  expect(ask).toThrow(errorOf(message));
});
