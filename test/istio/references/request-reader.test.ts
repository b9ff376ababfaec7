import { GRPCRoute, HTTPRoute, TCPRoute, Waypoint } from '../../../lib/gateway-api';
import {
  type AnyWorkload,
  AuthorizationPolicy,
  allow,
  allowConnections,
  allowNothing,
  anyRequest,
  audit,
  get,
  HttpRoute,
  JwtIssuer,
  PolicyTargets,
  RequestAuthentication,
  TrafficExtension,
  TrafficFilter,
  VirtualService,
  WasmPlugin,
} from '../../../lib/istio';
import { Injection, MeshNamespace, Microservice } from '../../../lib/workload';
import { rendered } from '../rendered';

type Chart = Parameters<Parameters<typeof rendered>[0]>[0];
const parts = { ports: { http: 9080 }, versions: { v1: { image: 'example/app:1' } } } as const;
const url = 'oci://example.com/filter:1';
const jwtRules = [{ issuer: JwtIssuer.of('https://accounts.google.com') }] as const;
const reads = allow({ to: [get('/ratings/*')] });
const nobody =
  /it is in ambient mode and names no waypoint: nobody reads its requests, got .*; give it, or its namespace, waypoint: new Waypoint\(this, 'waypoint'\)/;

/** A microservice of an ambient namespace, as a caller without types has it. */
function unread(chart: Chart): never {
  const demo = new MeshNamespace(chart, 'demo', { injection: Injection.ambient });
  return new Microservice(chart, 'reviews', { ...parts, namespace: demo }) as never;
}

function behind(chart: Chart): never {
  const waypoint = new Waypoint(chart, 'waypoint');
  const demo = new MeshNamespace(chart, 'demo', { injection: Injection.ambient, waypoint });
  return new Microservice(chart, 'reviews', { ...parts, namespace: demo }) as never;
}

describe('who reads requests', () => {
  it('is told by the namespace and by the waypoint that a microservice names', () => {
    rendered((chart) => {
      const waypoint = new Waypoint(chart, 'waypoint');
      const spaces = {
        sidecar: new MeshNamespace(chart, 'a', { name: 'demo', injection: Injection.enabled }),
        nobody: new MeshNamespace(chart, 'b', { name: 'demo', injection: Injection.ambient }),
        waypoint: new MeshNamespace(chart, 'c', { name: 'demo', injection: Injection.ambient, waypoint }),
      };
      for (const [reader, namespace] of Object.entries(spaces)) {
        expect(namespace.requestsReadBy).toBe(reader);
        const service = new Microservice(chart, `by-${reader}`, { ...parts, namespace });
        expect(service.requestsReadBy).toBe(reader);
        expect(service.version('v1').requestsReadBy ?? 'sidecar').toBe(reader);
        const own = new Microservice(chart, `own-${reader}`, { ...parts, namespace, waypoint });
        expect(own.requestsReadBy).toBe('waypoint');
      }
    });
    rendered((chart) => {
      expect(new Microservice(chart, 'usual', parts).requestsReadBy).toBe('sidecar');
    });
  });

  it('rejects the namespace of another name, and what is none', () => {
    const of = (namespace: (chart: Chart) => unknown) => () =>
      rendered((chart) => {
        new Microservice(chart, 'reviews', { ...parts, namespace: namespace(chart) as never });
      });
    expect(of((chart) => new MeshNamespace(chart, 'lake', { injection: Injection.ambient }))).toThrow(
      /the microservice lies in the namespace of its chart, which is 'demo', got 'lake'; give the MeshNamespace of that name/,
    );
    expect(of(() => 'demo')).toThrow(/namespace: a namespace is expected, got 'demo'/);
  });
});

describe('a microservice of a namespace that is described as one in ambient mode', () => {
  const make = (more: object) => () =>
    rendered((chart) => {
      new MeshNamespace(chart, 'demo', { injection: Injection.ambient });
      new Microservice(chart, 'reviews', { ...parts, ...more });
    });

  it('names it, or says otherwise who reads its requests', () => {
    expect(make({})).toThrow(
      /reviews: its namespace is in ambient mode, and who reads its requests is known by the namespace, got undefined; give namespace: the MeshNamespace 'demo'/,
    );
    expect(make({ podLabels: { 'sidecar.istio.io/inject': 'true' } })).not.toThrow();
    expect(make({ waypoint: Waypoint.named('own', { namespace: 'demo' }) })).not.toThrow();
  });
});

describe('what is said of requests that nobody reads', () => {
  it.each<[string, string, (chart: Chart) => unknown]>([
    [
      'a policy attached to the Service',
      'workload.targets[0]',
      (chart) =>
        new AuthorizationPolicy(chart, 'x', { workload: PolicyTargets.of(unread(chart)), action: reads }),
    ],
    [
      'tokens',
      'workload',
      (chart) => new RequestAuthentication(chart, 'x', { workload: unread(chart), jwtRules }),
    ],
    ['a module', 'workload', (chart) => new WasmPlugin(chart, 'x', { workload: unread(chart), url })],
    [
      'routes',
      'hosts[0]',
      (chart) => {
        const reviews = unread(chart);
        new VirtualService(chart, 'x', { hosts: [reviews], http: [HttpRoute.to(reviews)] });
      },
    ],
    ...([HTTPRoute, GRPCRoute, TCPRoute] as const).map(
      (Route) =>
        [
          `a ${Route.name}`,
          'parents[0]',
          (chart: Chart) => {
            const reviews = unread(chart);
            new Route(chart, 'x', { parents: [reviews], rules: [{ backends: [reviews] }] });
          },
        ] as [string, string, (chart: Chart) => unknown],
    ),
    [
      'a route of one of its ports',
      'parents[0]',
      (chart) => {
        const reviews = unread(chart) as Microservice<'http'>;
        new HTTPRoute(chart, 'x', { parents: [reviews.port('http')], rules: [{ backends: [reviews] }] });
      },
    ],
  ])('rejects %s at %s', (_, path, make) => {
    expect(() => rendered(make as never)).toThrow(nobody);
    expect(() => rendered(make as never)).toThrow(`/x: ${path}: `);
  });

  it.each<[string, ReturnType<typeof allow>, RegExp]>([
    ['paths', reads, /x: action\.rules\[0\]\.to\[0\]: it is asked of requests, .*, got 'methods'; give it,/],
    [
      'headers',
      allow({ when: [{ key: 'request.headers[a]', values: ['b'] }] }),
      /x: action\.rules\[0\]\.when\[0\]\.key: it is asked of requests/,
    ],
    [
      'tokens',
      allow({ from: [{ requestPrincipals: ['*'] }] }),
      /x: action\.rules\[0\]\.from\[0\]: it is asked of requests, .*, got 'requestPrincipals'/,
    ],
    ['what is audited', audit(anyRequest), /x: action\.kind: ztunnel allows and denies alone, got 'audit'/],
  ])('rejects a policy by labels that asks %s', (_, action, message) => {
    const make = (pods: (chart: Chart) => never) => () =>
      rendered((chart) => {
        const workload = pods(chart) as AnyWorkload;
        new AuthorizationPolicy(chart, 'x', { workload, action: action as never });
      });
    expect(make(unread)).toThrow(message);
    expect(make(behind)).toThrow(/PolicyTargets\.of\(the service\), which its waypoint keeps/);
  });

  it('rejects tokens and modules by labels where a waypoint reads requests', () => {
    const make = (build: (chart: Chart) => unknown) => () => rendered(build as never);
    const message =
      /workload: its requests are read by a waypoint, which does not go by the labels of pods, got .*; give PolicyTargets\.of/;
    expect(
      make((chart) => new RequestAuthentication(chart, 'x', { workload: behind(chart), jwtRules })),
    ).toThrow(message);
    expect(make((chart) => new WasmPlugin(chart, 'x', { workload: behind(chart), url }))).toThrow(message);
    const filter = TrafficFilter.lua('function envoy_on_request(handle) end');
    expect(make((chart) => new TrafficExtension(chart, 'x', { workload: behind(chart), filter }))).toThrow(
      message,
    );
  });

  it('lets what is said of connections through, and what a waypoint keeps', () => {
    const [policy] = rendered((chart) => {
      new AuthorizationPolicy(chart, 'x', {
        workload: unread(chart) as AnyWorkload,
        action: allowConnections({ from: [{ namespaces: ['demo'] }], to: [{ ports: [9080] }] }),
      });
    }).filter(({ kind }) => kind === 'AuthorizationPolicy');
    expect(policy?.spec).toEqual({
      selector: { matchLabels: { app: 'reviews' } },
      action: 'ALLOW',
      rules: [{ from: [{ source: { namespaces: ['demo'] } }], to: [{ operation: { ports: ['9080'] } }] }],
    });
    const kept = rendered((chart) => {
      const reviews = behind(chart);
      new AuthorizationPolicy(chart, 'y', { workload: PolicyTargets.of(reviews), action: reads });
      new AuthorizationPolicy(chart, 'z', { workload: reviews as AnyWorkload, action: allowNothing });
      new HTTPRoute(chart, 'r', { parents: [reviews], rules: [{ backends: [reviews] }] });
    });
    expect(kept.find(({ kind }) => kind === 'AuthorizationPolicy')?.spec).toMatchObject({
      targetRefs: [{ group: '', kind: 'Service', name: 'reviews' }],
    });
  });
});
