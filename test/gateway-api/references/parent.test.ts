import { Chart } from 'cdk8s';
import { Gateway, HTTPRoute, Listener, ParentSection } from '../../../lib/gateway-api';
import { DestinationRule, MeshService, Resolution, ServiceEntry } from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { accepted, acceptedSpec, service } from '../described';

const shared = Gateway.named('shared', { namespace: 'ingress' });
const local = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });

describe('what a route is attached to', () => {
  it('is gateways, listeners, services and their ports, and ServiceEntries', () => {
    const spec = acceptedSpec((chart) => {
      const reviews = service(chart);
      const entry = new ServiceEntry(chart, 'api', {
        hosts: ['api.example.com'],
        ports: { http: 80 },
        resolution: Resolution.dns(),
      });
      new HTTPRoute(chart, 'route', {
        parents: [
          shared,
          ParentSection.of(Gateway.named('edge', { namespace: 'demo' }), { sectionName: 'a', port: 80 }),
          service(chart, 'details'),
          reviews.port('http'),
          entry,
        ],
        rules: [{ backends: [entry] }],
      });
    });
    expect(spec).toEqual({
      parentRefs: [
        { name: 'shared', namespace: 'ingress' },
        { name: 'edge', sectionName: 'a', port: 80 },
        { group: '', kind: 'Service', name: 'details' },
        { group: '', kind: 'Service', name: 'reviews', port: 9080 },
        { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'api' },
      ],
      rules: [
        {
          backendRefs: [
            { group: 'networking.istio.io', kind: 'Hostname', name: 'api.example.com', port: 80 },
          ],
        },
      ],
    });
  });

  it('rejects parents whose listeners would not take it', () => {
    const build =
      (listener: Listener, hostnames: string[] = [], namespace = 'demo') =>
      () =>
        accepted((chart) => {
          const gateway = new Gateway(new Chart(chart, 'edge', { namespace }), 'gateway', {
            listeners: { one: listener },
          });
          new HTTPRoute(chart, 'route', {
            parents: [gateway],
            rules: [{ backends: [local] }],
            ...(hostnames.length > 0 && { hostnames: hostnames as [string] }),
          });
        });
    expect(build(Listener.tcp({ port: 80 }))).toThrow(
      errorOf(
        "chart/route: parents[0]: no listener of it takes HTTPRoutes, got [ 'one' ]; they take TCPRoute; name another listener",
      ),
    );
    expect(build(Listener.http({ port: 80 }), [], 'ingress')).toThrow(
      errorOf(
        "chart/route: parents[0]: its listeners take routes of the namespace 'ingress' only, and this one is in 'demo', got [ 'one' ]; give the listener allowedRoutes: { namespaces: 'all' }, or the labels of the namespaces",
      ),
    );
    expect(
      build(Listener.http({ port: 80, allowedRoutes: { namespaces: 'all' } }), [], 'ingress'),
    ).not.toThrow();
    expect(build(Listener.http({ port: 80, hostname: 'a.example.com' }), ['b.example.com'])).toThrow(
      errorOf(
        "chart/route: parents[0]: no listener of it is for any of the hostnames of the route, got [ 'b.example.com' ]; they are for 'a.example.com'",
      ),
    );
    expect(build(Listener.http({ port: 80, hostname: '*.example.com' }), ['b.example.com'])).not.toThrow();
  });

  it('rejects a listener that is not there, and a parent that is there twice', () => {
    expect(() =>
      accepted((chart) => {
        const gateway = new Gateway(chart, 'gateway', { listeners: { http: Listener.http({ port: 80 }) } });
        const parent = gateway.listener('https' as never);
        new HTTPRoute(chart, 'route', { parents: [parent], rules: [{ backends: [local] }] });
      }),
    ).toThrow(/parents\[0\]\.sectionName: there is no such listener, got 'https'; .*'http'/);
    expect(() =>
      accepted((chart) => {
        const gateway = new Gateway(chart, 'gateway', { listeners: { http: Listener.http({ port: 80 }) } });
        const parent = gateway.listener(undefined as never);
        new HTTPRoute(chart, 'route', { parents: [parent], rules: [{ backends: [local] }] });
      }),
    ).toThrow(/parents\[0\]\.sectionName: a listener is chosen by its name or its port, got undefined;/);
    expect(() =>
      accepted((chart) => {
        new HTTPRoute(chart, 'route', { parents: [shared, shared], rules: [{ backends: [local] }] });
      }),
    ).toThrow(
      errorOf(
        "chart/route: parents[1]: the route is attached to it twice, got 'shared'; name it once, or each time another listener",
      ),
    );
  });

  it('rejects a subset, which no route can be attached to', () => {
    expect(() =>
      accepted((chart) => {
        const versions = new DestinationRule(chart, 'versions', {
          host: local,
          subsets: { v1: { version: 'v1' } },
        });
        new HTTPRoute(chart, 'route', {
          parents: [versions.subset('v1') as never],
          rules: [{ backends: [local] }],
        });
      }),
    ).toThrow(/parents\[0\]\.subset: a route is attached to a service, not to a subset, got 'v1'/);
  });
});
