import { App } from 'cdk8s';
import {
  AuthorizationPolicy,
  allow,
  allowEverything,
  allowNothing,
  denyEverything,
  GatewayApiGateway,
  get,
  MeshSettings,
  PolicyTargets,
  ServiceIdentity,
  Workload,
} from '../../../lib/istio';
import { Microservice } from '../../../lib/workload/microservice';
import { rendered, spec } from '../rendered';

const selector = { matchLabels: { app: 'ratings' } };

describe('AuthorizationPolicy', () => {
  it('lets one microservice call another', () => {
    const versions = { v1: { image: 'example/service:1' } };
    const written = spec((chart) => {
      const reviews = new Microservice(chart, 'reviews', {
        ports: { http: 9080 },
        versions,
        serviceAccount: { name: 'bookinfo-reviews' },
      });
      const ratings = new Microservice(chart, 'ratings', { ports: { http: 9080 }, versions });
      new AuthorizationPolicy(chart, 'ratings-callers', {
        workload: ratings,
        action: allow({ from: [reviews], to: [get('/ratings/*')] }),
      });
    });
    expect(written).toEqual({
      selector,
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/demo/sa/bookinfo-reviews'] } }],
          to: [{ operation: { methods: ['GET'], paths: ['/ratings/*'] } }],
        },
      ],
    });
  });

  it('keeps what emptiness means', () => {
    const objects = rendered((chart) => {
      new AuthorizationPolicy(chart, 'nothing', { action: allowNothing });
      new AuthorizationPolicy(chart, 'everything', { action: allowEverything });
      new AuthorizationPolicy(chart, 'never', { action: denyEverything });
    });
    expect(objects[0]).toEqual({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'nothing', namespace: 'demo' },
      spec: {},
    });
    expect(objects.slice(1).map((object) => object.spec)).toEqual([
      { action: 'ALLOW', rules: [{}] },
      { action: 'DENY', rules: [{}] },
    ]);
  });

  it('says that nothing is allowed of some workloads only', () => {
    const workload = Workload.labelled({ app: 'ratings' });
    const written = spec((chart) => new AuthorizationPolicy(chart, 'a', { workload, action: allowNothing }));
    expect(written).toEqual({ selector });
  });

  it('is attached to objects by their names', () => {
    const workload = PolicyTargets.of(GatewayApiGateway.named('waypoint', { namespace: 'demo' }));
    const written = spec((chart) => new AuthorizationPolicy(chart, 'a', { workload, action: allowNothing }));
    expect(written).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }],
    });
  });

  it('knows workloads by the trust domain of the app', () => {
    const app = new App();
    MeshSettings.use(app, { trustDomain: 'example.org' });
    const from = [ServiceIdentity.named('curl', { namespace: 'other' })] as const;
    const [object] = rendered(
      (chart) => new AuthorizationPolicy(chart, 'a', { action: allow({ from }) }),
      app,
    );
    expect(object?.spec).toMatchObject({
      rules: [{ from: [{ source: { principals: ['example.org/ns/other/sa/curl'] } }] }],
    });
  });

  it('takes its name and namespace from metadata where they are given', () => {
    rendered((chart) => {
      const metadata = { name: 'all', namespace: 'istio-system' };
      const workload = Workload.labelled({ app: 'a' }, { namespace: 'istio-system' });
      const policy = new AuthorizationPolicy(chart, 'a', { action: allowNothing, metadata, workload });
      expect([policy.name, policy.namespace]).toEqual(['all', 'istio-system']);
    });
  });

  it('rejects a workload of another namespace', () => {
    const workload = Workload.labelled({ app: 'ratings' }, { namespace: 'other' });
    expect(() =>
      rendered((chart) => new AuthorizationPolicy(chart, 'a', { workload, action: allowNothing })),
    ).toThrow(
      "chart/a: workload: the object is for workloads of its own namespace, which is 'demo', got 'other'",
    );
  });
});
