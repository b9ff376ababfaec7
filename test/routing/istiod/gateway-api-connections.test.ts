import { IstioRelease } from '../../../lib/release/istio-release';
import type { MeshOptions } from '../../../lib/routing/mesh';
import { backend, edge, gateway, object, world } from '../gateway-api-world';
import { meshOf } from '../world';

describe('routes of connections', () => {
  describe('of TCP', () => {
    const tcp = `${gateway('[{ name: tcp, port: 9000, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }]').replace('addresses: [{ value: istio-ingressgateway }], ', '')}${object('TCPRoute', 'a', `{ ${edge}, rules: [{ ${backend} }] }`, 'demo', 'v1alpha2')}`;
    const istiod = (env: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec: { template: { metadata: { labels: { app: istiod } }, spec: { containers: [{ name: discovery, image: pilot${env} }] } } }
`;
    const led = (yaml: string, options: MeshOptions = {}) => {
      const mesh = meshOf(world + yaml, options);
      const data = mesh.request({ via: 'istio-system/edge-istio', port: 9000 }).toJSON();
      const to = data.destinations.map(({ host, port }) => `${host}:${port}`).join();
      return { decision: data.decision, to, notes: data.notes, notModelled: data.notModelled };
    };
    const condition = 'TCPRoute demo/a counts only where istiod 1.30 has PILOT_ENABLE_ALPHA_GATEWAY_API=true';
    const there = {
      decision: 'forward',
      to: 'reviews.demo.svc.cluster.local:80',
      notes: [],
      notModelled: [],
    };

    it('lead connections where istiod takes them, which 1.31 does by itself', () => {
      expect(led(tcp, { release: IstioRelease.of('1.31') })).toEqual(there);
      expect(led(tcp, { alpha: true })).toEqual(there);
      expect(led(tcp + istiod(', env: [{ name: PILOT_ENABLE_ALPHA_GATEWAY_API, value: "true" }]'))).toEqual(
        there,
      );
      expect(led(tcp, { release: IstioRelease.of('1.17') })).toEqual(there);
    });

    it('count for nothing where it does not, and where nothing is known of istiod that is said', () => {
      const nobody = { decision: 'no-listener', to: '', notes: [], notModelled: [] };
      expect(led(tcp)).toEqual({ ...nobody, notModelled: [`${condition}: taken not to have it`] });
      expect(led(tcp + istiod(''))).toEqual({ ...nobody, notes: [`${condition}, which it has not`] });
    });

    it('close connections to backends without a weight, and split those with', () => {
      const rule = (backends: string) => tcp.replace(/backendRefs: \[.*?\]/, `backendRefs: [${backends}]`);
      expect(led(rule('{ name: reviews, port: 80, weight: 0 }'), { alpha: true }).decision).toBe('closed');
      const { to } = led(
        rule('{ name: reviews, port: 80, weight: 3 }, { name: ratings, port: 9443, weight: 1 }'),
        { alpha: true },
      );
      expect(to).toBe('reviews.demo.svc.cluster.local:80,ratings.demo.svc.cluster.local:9443');
    });
  });

  it('of TCP and TLS lead what sidecars call, for one port of the Service or all', () => {
    const mesh = (kind: string, more: string) =>
      object(
        kind,
        'a',
        `{ parentRefs: [{ group: '', kind: Service, name: ratings${more} }], rules: [{ ${backend} }] }`,
      );
    const to = (yaml: string, alpha = true) =>
      meshOf(world + yaml, { alpha })
        .request({ from: 'demo/reviews-v1', sni: 'ratings.demo.svc.cluster.local', port: 9443 })
        .destinations.map(({ host, port }) => `${host.split('.')[0]}:${port}`);
    expect(to(mesh('TLSRoute', ''))).toEqual(['reviews:80']);
    expect(to(mesh('TLSRoute', ', port: 9443'))).toEqual(['reviews:80']);
    expect(to(mesh('TLSRoute', ', port: 1'))).toEqual(['ratings:9443']);
    // A port named tls is led by names.
    expect(to(mesh('TCPRoute', ''))).toEqual(['ratings:9443']);
  });

  it('of TLS lead connections by their names', () => {
    const yaml =
      gateway(
        '[{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough }, hostname: "*.test", allowedRoutes: { namespaces: { from: All } } }]',
      ) +
      object(
        'TLSRoute',
        'a',
        `{ ${edge}, hostnames: [a.test], rules: [{ backendRefs: [{ name: ratings, port: 9443 }] }] }`,
      );
    const connect = (sni: string) =>
      meshOf(world + yaml).request({ via: 'istio-system/istio-ingressgateway', sni, port: 443 });
    expect(connect('a.test').destinations.map(({ host }) => host)).toEqual([
      'ratings.demo.svc.cluster.local',
    ]);
    expect(connect('b.test').decision).toBe('closed');
  });

  it('of TLS stand for what they have in common with their listener', () => {
    const yaml =
      gateway(
        "[{ name: tls, port: 443, protocol: TLS, hostname: '*.a.test', tls: { mode: Passthrough }, allowedRoutes: { namespaces: { from: All } } }]",
      ) +
      object(
        'TLSRoute',
        'a',
        `{ ${edge}, hostnames: ['*.test', b.test], rules: [{ backendRefs: [{ name: ratings, port: 9443 }] }] }`,
      );
    const decision = (sni: string, release?: object) =>
      meshOf(world + yaml, release).request({ via: 'istio-system/istio-ingressgateway', sni, port: 443 })
        .decision;
    expect([decision('x.a.test'), decision('x.test')]).toEqual(['forward', 'closed']);
    expect(decision('x.test', { release: IstioRelease.parse('1.29'), alpha: true })).toBe('forward');
    expect(decision('x.test', { release: IstioRelease.parse('1.29') })).toBe('no-listener');
  });
});
