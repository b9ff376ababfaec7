import type { Chart } from 'cdk8s';
import { HTTPRoute, Waypoint } from '../../../lib/gateway-api';
import {
  AuthorizationPolicy,
  allow,
  ExternalTls,
  get,
  HttpRoute,
  type INamespace,
  PolicyTargets,
  Resolution,
  ServiceEntry,
  VirtualService,
} from '../../../lib/istio';
import { Injection, MeshNamespace } from '../../../lib/workload';
import { rendered } from '../rendered';

const waypoint = Waypoint.named('egress', { namespace: 'edge' });
const bare = MeshNamespace.named('demo', { injection: Injection.ambient });
const served = MeshNamespace.named('demo', { injection: Injection.ambient, waypoint });
const more = { ports: { http: 80 }, hosts: ['api.example.com'], resolution: Resolution.dns() } as const;

/** An entry that nobody reads requests to, as a caller without types has it. */
const unread = (chart: Chart) => new ServiceEntry(chart, 'api', { ...more, namespace: bare }) as never;

describe('a ServiceEntry in ambient mode', () => {
  it('is told by its namespace and its waypoint who reads the requests to it', () => {
    rendered((chart) => {
      const readers = [
        new ServiceEntry(chart, 'a', more),
        new ServiceEntry(chart, 'b', { ...more, namespace: bare }),
        new ServiceEntry(chart, 'c', { ...more, namespace: served }),
        new ServiceEntry(chart, 'd', { ...more, namespace: bare, waypoint }),
        ServiceEntry.external(chart, 'e.example.com', { namespace: served }),
      ].map(({ requestsReadBy }) => requestsReadBy);
      expect(readers).toEqual(['sidecar', 'nobody', 'waypoint', 'waypoint', 'waypoint']);
    });
  });

  it('carries the labels of its waypoint, beside others', () => {
    const [entry] = rendered((chart) => {
      new ServiceEntry(chart, 'api', { ...more, waypoint, metadata: { labels: { team: 'a' } } });
    });
    expect(entry?.metadata).toEqual({
      name: 'api',
      namespace: 'demo',
      labels: {
        team: 'a',
        'istio.io/use-waypoint': 'egress',
        'istio.io/use-waypoint-namespace': 'edge',
      },
    });
  });

  it('lies in the namespace that it names, with the rule that encrypts', () => {
    const shop: INamespace = MeshNamespace.named('shop', { injection: Injection.enabled });
    const places = rendered((chart) => {
      ServiceEntry.external(chart, 'api.example.com', { namespace: shop, tls: ExternalTls.originated() });
    }).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    expect(places.sort()).toEqual([
      'DestinationRule shop/api.example.com',
      'ServiceEntry shop/api.example.com',
    ]);
  });

  it.each<[string, (chart: Chart) => unknown]>([
    [
      'a VirtualService',
      (chart) =>
        new VirtualService(chart, 'x', { hosts: [unread(chart)], http: [HttpRoute.to(unread2(chart))] }),
    ],
    [
      'a parent',
      (chart) =>
        new HTTPRoute(chart, 'x', { parents: [unread(chart)], rules: [{ backends: [unread2(chart)] }] }),
    ],
    [
      'a target',
      (chart) =>
        new AuthorizationPolicy(chart, 'x', {
          workload: PolicyTargets.of(unread(chart)),
          action: allow({ to: [get()] }),
        }),
    ],
  ])('is refused as %s where nobody reads requests', (_, make) => {
    expect(() => rendered(make as never)).toThrow(
      /x: .*it is in ambient mode and names no waypoint: nobody reads its requests/,
    );
  });

  it('rejects TLS of a proxy where there is no proxy', () => {
    const tls = ExternalTls.originated();
    const problem =
      /chart: tls: it is in ambient mode and names no waypoint: nobody reads its requests, got 'demo'/;
    expect(() =>
      rendered((chart) => ServiceEntry.external(chart, 'api.example.com', { tls, namespace: bare })),
    ).toThrow(problem);
    expect(() =>
      rendered((chart) => {
        new MeshNamespace(chart, 'demo', { injection: Injection.ambient });
        ServiceEntry.external(chart, 'api.example.com', { tls });
      }),
    ).toThrow(problem);
    expect(() =>
      rendered((chart) => {
        ServiceEntry.external(chart, 'api.example.com', { tls, namespace: bare, waypoint });
      }),
    ).not.toThrow();
  });
});

function unread2(chart: Chart): ServiceEntry {
  return new ServiceEntry(chart, 'other', { ...more, hosts: ['other.example.com'] });
}
