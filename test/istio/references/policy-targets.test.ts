import { App, type Chart } from 'cdk8s';
import { IngressGateway } from '../../../lib/install';
import {
  AuthorizationPolicy,
  allowNothing,
  Gateway,
  GatewayApiGateway,
  MeshService,
  MeshSettings,
  type NonEmpty,
  type PolicyTarget,
  PolicyTargets,
  Resolution,
  Server,
  ServiceEntry,
  waypointClass,
} from '../../../lib/istio';
import { Microservice } from '../../../lib/workload/microservice';
import { errorOf } from '../../error-of';
import { rendered } from '../rendered';

const waypoint = GatewayApiGateway.named('waypoint', { namespace: 'demo' });
const gatewayApi = 'gateway.networking.k8s.io';

const attached = (targets: NonEmpty<PolicyTarget>, namespace?: string, app = new App()) =>
  rendered(
    (chart) =>
      new AuthorizationPolicy(chart, 'policy', {
        action: allowNothing,
        workload: PolicyTargets.of(...targets),
        ...(namespace && { metadata: { namespace } }),
      }),
    app,
  ).at(-1)?.spec;

it('is attached to gateways, Services and ServiceEntries', () => {
  expect(
    attached([
      waypoint,
      MeshService.named('reviews.demo.svc.cluster.local'),
      ServiceEntry.named('api', { namespace: 'demo' }),
    ]),
  ).toEqual({
    targetRefs: [
      { group: gatewayApi, kind: 'Gateway', name: 'waypoint' },
      { group: '', kind: 'Service', name: 'reviews' },
      { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'api' },
    ],
  });
});

it('is attached to the Service of a microservice, in the domain of the cluster', () => {
  const app = new App();
  MeshSettings.use(app, { clusterDomain: 'k8s.lab' });
  const objects = rendered((chart) => {
    const versions = { v1: { image: 'example/reviews:1' } };
    const reviews = new Microservice(chart, 'reviews', { ports: { http: 9080 }, versions });
    new AuthorizationPolicy(chart, 'policy', { action: allowNothing, workload: PolicyTargets.of(reviews) });
  }, app);
  expect(objects.at(-1)?.spec).toEqual({ targetRefs: [{ group: '', kind: 'Service', name: 'reviews' }] });
});

it('is attached to a ServiceEntry of the app by its own name, whatever its hosts', () => {
  const objects = rendered((chart) => {
    const api = new ServiceEntry(chart, 'api', {
      hosts: ['api.example.com'],
      ports: { http: 80 },
      resolution: Resolution.dns(),
    });
    new AuthorizationPolicy(chart, 'policy', { action: allowNothing, workload: PolicyTargets.of(api) });
  });
  expect(objects.at(-1)?.spec).toEqual({
    targetRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: 'api' }],
  });
});

it('is attached to all waypoints in the root namespace', () => {
  const targetRefs = [{ group: gatewayApi, kind: 'GatewayClass', name: 'istio-waypoint' }];
  expect(attached([waypointClass], 'istio-system')).toEqual({ targetRefs });
  const app = new App();
  MeshSettings.use(app, { rootNamespace: 'demo' });
  expect(attached([waypointClass], undefined, app)).toEqual({ targetRefs });
});

const own = "the object is for what lies in its own namespace, which is 'demo'";
const kinds = 'a policy is attached to gateways of the Gateway API, Services and ServiceEntries';
const give = "give a Microservice, or GatewayApiGateway.named('waypoint', { namespace: 'demo' })";

it.each<[NonEmpty<unknown>, string]>([
  [
    [waypoint, GatewayApiGateway.named('waypoint', { namespace: 'shop' })],
    `targets[1]: ${own}, got 'shop'; put it into a chart of the namespace 'shop'`,
  ],
  [
    [MeshService.named('reviews.shop.svc.cluster.local')],
    `targets[0]: ${own}, got 'shop'; put it into a chart of the namespace 'shop'`,
  ],
  [
    [ServiceEntry.named('api', { namespace: 'shop' })],
    `targets[0]: ${own}, got 'shop'; put it into a chart of the namespace 'shop'`,
  ],
  [
    [MeshService.named('api.example.com')],
    "targets[0]: policies are attached to Services of the cluster, got 'api.example.com'; write a host such as 'reviews.demo.svc.cluster.local', or give the ServiceEntry",
  ],
  [
    [MeshService.named('*.demo.svc.cluster.local')],
    "targets[0]: policies are attached to Services of the cluster, got '*.demo.svc.cluster.local'; write a host such as 'reviews.demo.svc.cluster.local', or give the ServiceEntry",
  ],
  [
    [waypointClass],
    "targets[0]: Istio reads policies for all waypoints in the root namespace only, got 'demo'; put it into a chart of the namespace 'istio-system', or give the gateways themselves",
  ],
  [
    [{ ...waypointClass, name: 'istio' }],
    "targets[0].name: Istio attaches policies to the class of its waypoints alone, got 'istio'; give waypointClass, or the gateways themselves",
  ],
  [['waypoint'], `targets[0]: ${kinds}, got 'waypoint'; ${give}`],
  [[{ kind: 'Gateway', name: 'a' }], `targets[0]: ${kinds}, got { kind: 'Gateway', name: 'a' }; ${give}`],
  [
    [{ kind: 'constructor', name: 'a' }],
    `targets[0]: ${kinds}, got { kind: 'constructor', name: 'a' }; ${give}`,
  ],
  [
    [GatewayApiGateway.named('Way', { namespace: 'demo' })],
    "targets[0].name: an object is named by a DNS name, got 'Way'; use up to 253 lower-case letters, digits, dashes and dots",
  ],
  [
    Array.from({ length: 17 }, () => waypoint) as [unknown],
    'targets: the list holds at most 16, got 17; leave some out, or write several of what it is a part of',
  ],
])('rejects what a policy is not attached to (%#)', (targets, problem) => {
  expect(() => attached(targets as NonEmpty<PolicyTarget>)).toThrow(
    errorOf(`chart/policy: workload.${problem}`),
  );
});

it('rejects a gateway for the pods that it configures', () => {
  const of = (workload: (chart: Chart) => unknown) => () =>
    rendered((chart) => {
      new AuthorizationPolicy(chart, 'policy', {
        workload: workload(chart) as never,
        action: allowNothing as never,
      });
    });
  const servers = [Server.http({ hosts: ['*'] })] as const;
  expect(
    of((chart) => new Gateway(chart, 'gateway', { ingress: IngressGateway.istioctl(), servers })),
  ).toThrow(
    /workload: a gateway has pods and is no workload itself, .*; give the pods that it configures: its ingress/,
  );
  expect(of(() => waypoint)).toThrow(/workload: a gateway has pods .*; give PolicyTargets\.of\(gateway\)/);
});
