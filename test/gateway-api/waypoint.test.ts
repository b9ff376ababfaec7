import { App, Chart } from 'cdk8s';
import { Gateway, Waypoint, type WaypointProps } from '../../lib/gateway-api';
import { ApiVersions } from '../../lib/release/api-versions';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';
import { Injection, MeshNamespace, Microservice } from '../../lib/workload';
import { accepted } from './described';

const near = Waypoint.named('waypoint', { namespace: 'demo' });

const build = (props?: WaypointProps) =>
  accepted((chart) => {
    new Waypoint(chart, 'waypoint', props);
  });

describe('Waypoint', () => {
  it("is a gateway of the waypoints' class, for services", () => {
    expect(build()).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: {
          name: 'waypoint',
          namespace: 'demo',
          labels: { 'istio.io/waypoint-for': 'service' },
        },
        spec: {
          gatewayClassName: 'istio-waypoint',
          listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
        },
      },
    ]);
  });

  it('serves other namespaces where it says so', () => {
    const [written] = build({ handles: 'all', namespaces: 'all', metadata: { labels: { team: 'web' } } });
    expect(written).toMatchObject({
      metadata: { labels: { team: 'web', 'istio.io/waypoint-for': 'all' } },
      spec: { listeners: [{ allowedRoutes: { namespaces: { from: 'All' } } }] },
    });
  });

  it('is named by the labels of the namespaces that it serves', () => {
    const labelsOf = (namespace: string, waypoint: (own: Waypoint) => Parameters<typeof Waypoint.named>) => {
      const objects = accepted((chart) => {
        const own = new Waypoint(chart, 'waypoint');
        new MeshNamespace(chart, namespace, {
          injection: Injection.ambient,
          waypoint: namespace === 'demo' ? own : Waypoint.named(...waypoint(own)),
        });
      });
      return (objects.at(-1)?.metadata as { labels?: object } | undefined)?.labels;
    };
    const shared = () => ['shared', { namespace: 'infra' }] as Parameters<typeof Waypoint.named>;
    expect(labelsOf('demo', shared)).toEqual({
      'istio.io/dataplane-mode': 'ambient',
      'istio.io/use-waypoint': 'waypoint',
    });
    expect(labelsOf('other', shared)).toEqual({
      'istio.io/dataplane-mode': 'ambient',
      'istio.io/use-waypoint': 'shared',
      'istio.io/use-waypoint-namespace': 'infra',
    });
  });

  it.each([
    ['service', true, false],
    ['workload', false, true],
    ['all', true, true],
  ] as const)('for %s is named by Services: %s, by pods: %s', (handles, ofService, ofPods) => {
    const objects = accepted((chart) => {
      const waypoint = new Waypoint(chart, 'waypoint', { handles });
      const image = 'example/app:1';
      new Microservice(chart, 'reviews', { ports: { http: 9080 }, versions: { v1: { image } }, waypoint });
    });
    const label = 'istio.io/use-waypoint';
    const find = (kind: string) => objects.find((object) => object.kind === kind) as never as Deployed;
    expect(find('Service').metadata.labels[label]).toBe(ofService ? 'waypoint' : undefined);
    expect(find('Deployment').spec.template.metadata.labels[label]).toBe(ofPods ? 'waypoint' : undefined);
  });

  it.each<[string, IstioVersion, IstioVersion, (chart: Chart) => unknown]>([
    ['a waypoint', '1.21', '1.22', (chart) => new Waypoint(chart, 'waypoint')],
    [
      'a namespace that is served by one',
      '1.21',
      '1.22',
      (chart) => new MeshNamespace(chart, 'demo', { injection: Injection.ambient, waypoint: near }),
    ],
    [
      'one of another namespace',
      '1.22',
      '1.23',
      (chart) => new MeshNamespace(chart, 'lake', { injection: Injection.ambient, waypoint: near }),
    ],
    [
      'a microservice that is served by one',
      '1.21',
      '1.22',
      (chart) =>
        new Microservice(chart, 'reviews', {
          ports: { http: 9080 },
          versions: { v1: { image: 'example/app:1' } },
          waypoint: near,
        }),
    ],
    [
      'ambient mode',
      '1.17',
      '1.18',
      (chart) => new MeshNamespace(chart, 'demo', { injection: Injection.ambient }),
    ],
  ])('rejects %s for Istio %s, with the release that brings it', (_, before, since, make) => {
    const chartFor = (version: IstioVersion) => {
      const app = new App();
      ApiVersions.use(app, IstioRelease.of(version).apiVersions);
      return new Chart(app, 'chart', { namespace: 'demo' });
    };
    expect(() => make(chartFor(before))).toThrow(
      new RegExp(
        `the label istio\\.io/\\S+ is known to Istio from ${since} on, the app is written for ${before}, got .*; choose Istio ${since} or newer`,
      ),
    );
    expect(() => make(chartFor(since))).not.toThrow();
  });

  it('rejects what is no waypoint, and words that it does not know', () => {
    expect(() => build({ handles: 'services' as never })).toThrow(
      /handles: it is one of a few values, got 'services'; .*'service'/,
    );
    expect(() =>
      accepted((chart) => {
        const waypoint = 'waypoint' as never;
        new MeshNamespace(chart, 'demo', { injection: Injection.ambient, waypoint });
      }),
    ).toThrow(/waypoint: a waypoint is expected, got 'waypoint'; give a Waypoint/);
    expect(() =>
      accepted((chart) => {
        const waypoint = Gateway.named('edge', { namespace: 'demo' }) as never;
        new MeshNamespace(chart, 'demo', { injection: Injection.ambient, waypoint });
      }),
    ).toThrow(/waypoint: a gateway that is no waypoint reads no requests, got 'edge'/);
  });
});

interface Deployed {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly template: Pick<Deployed, 'metadata'> };
}
