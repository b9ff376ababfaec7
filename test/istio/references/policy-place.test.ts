import { App, Chart, Testing } from 'cdk8s';
import { Waypoint } from '../../../lib/gateway-api';
import {
  AuthorizationPolicy,
  allow,
  allowConnections,
  allowNothing,
  anyRequest,
  audit,
  get,
  type INamespace,
  JwtIssuer,
  PolicyTargets,
  RequestAuthentication,
  Telemetry,
  TelemetryProvider,
  TrafficExtension,
  TrafficFilter,
  WasmPlugin,
  Workload,
} from '../../../lib/istio';
import { Injection, MeshNamespace, Microservice } from '../../../lib/workload';
import { rendered } from '../rendered';

const url = 'oci://example.com/filter:1';
const jwtRules = [{ issuer: JwtIssuer.of('https://accounts.google.com') }] as const;
const accessLogging = [{ providers: [TelemetryProvider.envoy] }] as const;
const filter = TrafficFilter.lua('function envoy_on_request(handle) end');
const reads = allow({ to: [get('/')] });
const connects = allowConnections({ from: [{ namespaces: ['shop'] }] });

/** As a caller without types has them. */
type Make = (chart: Chart, namespace: INamespace<'sidecar'>) => unknown;

const policies: readonly (readonly [string, Make])[] = [
  [
    'AuthorizationPolicy',
    (chart, namespace) => new AuthorizationPolicy(chart, 'x', { namespace, action: reads }),
  ],
  [
    'RequestAuthentication',
    (chart, namespace) => new RequestAuthentication(chart, 'x', { namespace, jwtRules }),
  ],
  ['WasmPlugin', (chart, namespace) => new WasmPlugin(chart, 'x', { namespace, url })],
  ['TrafficExtension', (chart, namespace) => new TrafficExtension(chart, 'x', { namespace, filter })],
];

function bare(chart: Chart): INamespace<'sidecar'> {
  return new MeshNamespace(chart, 'demo', {
    injection: Injection.ambient,
  }) as unknown as INamespace<'sidecar'>;
}

function served(chart: Chart): INamespace<'sidecar'> {
  const waypoint = new Waypoint(chart, 'waypoint');
  return new MeshNamespace(chart, 'demo', {
    injection: Injection.ambient,
    waypoint,
  }) as unknown as INamespace<'sidecar'>;
}

function specOf(kind: string, build: (chart: Chart) => void): unknown {
  return rendered(build).find((object) => object.kind === kind)?.spec;
}

describe('a policy for a whole namespace', () => {
  it.each(policies)('is refused as a %s where nobody reads requests', (_, make) => {
    expect(() => rendered((chart) => make(chart, bare(chart)))).toThrow(
      /chart\/x: (?:namespace: it is in ambient mode and names no waypoint: nobody reads its requests, got 'demo'|action\.rules\[0\]\.to\[0\]: it is asked of requests, .*; give the namespace waypoint: new Waypoint)/,
    );
  });

  it.each(policies)('is attached as a %s to the waypoint of its namespace', (kind, make) => {
    const spec = specOf(kind, (chart) => make(chart, served(chart)));
    expect(spec).toMatchObject({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }],
    });
    expect(spec).not.toHaveProperty('selector');
  });

  it.each(policies)('is for all of it as a %s where sidecars read requests', (kind, make) => {
    const spec = specOf(kind, (chart) =>
      make(
        chart,
        new MeshNamespace(chart, 'demo', { injection: Injection.enabled }) as INamespace<'sidecar'>,
      ),
    );
    expect(spec).not.toHaveProperty('targetRefs');
  });

  it.each(policies)(
    'is refused as a %s that does not say which one, where a waypoint reads requests',
    (_, make) => {
      expect(() =>
        rendered((chart) => {
          served(chart);
          make(chart, undefined as never);
        }),
      ).toThrow(
        /chart\/x: a waypoint reads the requests in this namespace, and looks at what is attached to it alone, got 'demo'; give namespace: the MeshNamespace/,
      );
    },
  );

  it.each(policies)(
    'is refused as a %s that does not say which one, where nobody reads requests',
    (_, make) => {
      expect(() =>
        rendered((chart) => {
          bare(chart);
          make(chart, undefined as never);
        }),
      ).toThrow(/nobody reads its requests|it is asked of requests/);
    },
  );

  it.each(policies)('is refused as a %s where its waypoint lies elsewhere', (_, make) => {
    expect(() =>
      rendered((chart) => {
        const waypoint = Waypoint.named('shared', { namespace: 'edge' });
        make(chart, new MeshNamespace(chart, 'demo', { injection: Injection.ambient, waypoint }) as never);
      }),
    ).toThrow(
      /namespace: its waypoint lies in 'edge', where no policy of another namespace is attached, got 'demo'; give workload: PolicyTargets\.of/,
    );
  });

  it('is left to ztunnel where it is about connections', () => {
    for (const space of [bare, served]) {
      expect(
        specOf('AuthorizationPolicy', (chart) => {
          new AuthorizationPolicy(chart, 'x', { namespace: space(chart), action: connects });
        }),
      ).toEqual({ action: 'ALLOW', rules: [{ from: [{ source: { namespaces: ['shop'] } }] }] });
      expect(
        specOf('AuthorizationPolicy', (chart) => {
          space(chart);
          new AuthorizationPolicy(chart, 'x', { action: allowNothing });
        }),
      ).toEqual({});
    }
  });

  it('is held to that where it says so of itself', () => {
    const claims = allowConnections({ to: [get('/')] } as never);
    for (const space of [bare, served]) {
      expect(() =>
        rendered((chart) => {
          new AuthorizationPolicy(chart, 'x', { namespace: space(chart), action: claims });
        }),
      ).toThrow(/x: action\.rules\[0\]\.to\[0\]: it is asked of requests/);
    }
  });

  it('is refused where ztunnel neither allows nor denies by it', () => {
    expect(() =>
      rendered((chart) => {
        new AuthorizationPolicy(chart, 'x', { namespace: bare(chart), action: audit(anyRequest) });
      }),
    ).toThrow(/action\.kind: ztunnel allows and denies alone, got 'audit'; give the namespace waypoint/);
  });

  it('is read by a waypoint as it is, as a Telemetry, and by nobody without one', () => {
    const make = (space: (chart: Chart) => INamespace<'sidecar'>) =>
      specOf('Telemetry', (chart) => {
        new Telemetry(chart, 'x', { namespace: space(chart), accessLogging });
      });
    expect(make(served)).toEqual({ accessLogging: [{ providers: [{ name: 'envoy' }] }] });
    expect(() => make(bare)).toThrow(/x: namespace: .*nobody reads its requests/);
  });
});

describe('a policy by labels in a namespace in ambient mode', () => {
  const workload = Workload.labelled({ app: 'orders' });

  it.each<readonly [string, Make]>([
    [
      'RequestAuthentication',
      (chart, namespace) => new RequestAuthentication(chart, 'x', { workload, namespace, jwtRules }),
    ],
    ['Telemetry', (chart, namespace) => new Telemetry(chart, 'x', { workload, namespace, accessLogging })],
  ])('is refused as a %s', (_, make) => {
    expect(() => rendered((chart) => make(chart, served(chart)))).toThrow(
      /x: namespace: a waypoint reads its requests, which does not go by the labels of pods, got 'demo'/,
    );
    expect(() => rendered((chart) => make(chart, bare(chart)))).toThrow(/x: namespace: .*nobody reads/);
  });

  it('is refused as an AuthorizationPolicy that asks something of requests', () => {
    for (const space of [bare, served]) {
      const make = (action: unknown) => () =>
        rendered((chart) => {
          new AuthorizationPolicy(chart, 'x', { workload, namespace: space(chart), action: action as never });
        });
      expect(make(reads)).toThrow(/x: action\.rules\[0\]\.to\[0\]: it is asked of requests/);
      expect(make(connects)).not.toThrow();
    }
  });

  it('is refused as a Telemetry of pods that are known to be in ambient mode', () => {
    expect(() =>
      rendered((chart) => {
        const orders = new Microservice(chart, 'orders', {
          namespace: bare(chart),
          ports: { http: 8080 },
          versions: { v1: { image: 'example/orders:1' } },
        });
        new Telemetry(chart, 'x', { workload: orders as never, accessLogging });
      }),
    ).toThrow(/x: workload: it is in ambient mode and names no waypoint/);
  });
});

describe('the namespace of a policy', () => {
  it('is where it lies, whatever that of the chart is', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'edge' });
    const shop = MeshNamespace.named('shop', { injection: Injection.enabled });
    const policy = new AuthorizationPolicy(chart, 'x', { namespace: shop, action: reads });
    expect(policy.namespace).toBe('shop');
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'x', namespace: 'shop' });
  });

  it('is looked at no further where the policy is attached to objects', () => {
    expect(
      specOf('RequestAuthentication', (chart) => {
        const namespace = bare(chart);
        const waypoint = new Waypoint(chart, 'own');
        new RequestAuthentication(chart, 'x', { namespace, workload: PolicyTargets.of(waypoint), jwtRules });
      }),
    ).toMatchObject({ targetRefs: [{ kind: 'Gateway', name: 'own' }] });
  });

  it('rejects another in the metadata, and what is no namespace', () => {
    const shop = MeshNamespace.named('shop', { injection: Injection.enabled });
    const make =
      (namespace: unknown, metadata: object = {}) =>
      () =>
        rendered((chart) => {
          new AuthorizationPolicy(chart, 'x', {
            namespace: namespace as INamespace<'sidecar'>,
            metadata,
            action: reads,
          });
        });
    expect(make(shop, { namespace: 'edge' })).toThrow(
      /x: namespace: metadata\.namespace says that it lies in 'edge', got 'shop'; leave metadata\.namespace out/,
    );
    expect(make('shop')).toThrow(/x: namespace: a namespace is expected, got 'shop'; give a MeshNamespace/);
    expect(make({ kind: 'namespace', name: 'shop', requestsReadBy: 'waypoint' })).toThrow(
      /x: namespace\.waypoint: a waypoint reads its requests, and which one is not said/,
    );
  });
});
