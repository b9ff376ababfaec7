import {
  DelegateVirtualService,
  exactly,
  type HttpMatch,
  HttpRoute,
  MeshService,
  matches,
  startsWith,
  VirtualService,
} from '../../../lib/istio';
import { rendered } from '../rendered';

const productpage = MeshService.named('productpage.demo.svc.cluster.local', { ports: { http: 9080 } });
describe('a VirtualService and a delegate of one app', () => {
  const build = (outer: string, inner: HttpMatch) =>
    rendered((chart) => {
      const delegate = new DelegateVirtualService(chart, 'ratings', {
        http: [HttpRoute.to(productpage, { match: [inner] })],
      });
      new VirtualService(chart, 'routes', {
        hosts: [productpage],
        http: [HttpRoute.delegate(delegate, { match: [{ path: startsWith(outer) }] })],
      });
    });

  it.each<[string, HttpMatch]>([
    ['/ratings', { path: startsWith('/ratings') }],
    ['/ratings', { path: exactly('/ratings/1') }],
    ['/ratings', { port: 80 }],
  ])('fit where the one hands on what the other takes (%#)', (outer, inner) => {
    expect(() => build(outer, inner)).not.toThrow();
  });

  it.each<[string, HttpMatch]>([
    ['/details', { path: startsWith('/ratings') }],
    ['/ratings/1', { path: startsWith('/ratings') }],
    ['/ratings', { path: matches('/ratings.*') }],
  ])('do not fit where Istio would drop the route (%#)', (outer, inner) => {
    expect(() => build(outer, inner)).toThrow(
      "http[0].to: route 1 of the delegate 'chart/ratings' matches what is not handed on to it, so Istio drops it",
    );
  });
});
