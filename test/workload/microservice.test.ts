import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { ConfigError } from '../../lib/diagnostics/error';
import { DestinationRule } from '../../lib/istio/destination-rule/destination-rule';
import { HttpRoute } from '../../lib/istio/virtual-service/http-route';
import { VirtualService } from '../../lib/istio/virtual-service/virtual-service';
import { Microservice } from '../../lib/workload/microservice';

const chartIn = (namespace: string | undefined): Chart =>
  new Chart(new App(), 'chart', namespace === undefined ? {} : { namespace });

const reviewsIn = (chart: Chart) =>
  new Microservice(chart, 'reviews', {
    ports: { http: 9080, 'grpc-admin': { port: 80, targetPort: 9081 } },
    versions: { v1: { image: 'example/reviews:1' }, v2: { image: 'example/reviews:2', replicas: 3 } },
  });

describe('Microservice', () => {
  it('is a Service, an account and a Deployment for each version, in its namespace', () => {
    const chart = chartIn('demo');
    reviewsIn(chart);
    const objects = Testing.synth(chart);
    expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
      ['Service', 'reviews', 'demo'],
      ['ServiceAccount', 'reviews', 'demo'],
      ['Deployment', 'reviews-v1', 'demo'],
      ['Deployment', 'reviews-v2', 'demo'],
    ]);
    expect(objects[3].metadata.labels).toEqual({ app: 'reviews', version: 'v2' });
    expect(objects[3].spec.replicas).toBe(3);
    expect(objects[3].spec.template.spec.containers[0].image).toBe('example/reviews:2');
    expect(objects[3].spec.template.spec.serviceAccountName).toBe('reviews');
  });

  it('is a service of the mesh under its full name', () => {
    const { host, ports } = reviewsIn(chartIn('demo'));
    expect(host).toBe('reviews.demo.svc.cluster.local');
    expect(ports).toEqual([
      { name: 'http', number: 9080 },
      { name: 'grpc-admin', number: 80 },
    ]);
  });

  it('is a workload and an identity', () => {
    const reviews = reviewsIn(chartIn('demo'));
    expect(reviews.labels).toEqual({ app: 'reviews' });
    expect(reviews.version('v2')).toEqual({
      kind: 'workload',
      labels: { app: 'reviews', version: 'v2' },
      namespace: 'demo',
    });
    expect([reviews.namespace, reviews.serviceAccount]).toEqual(['demo', 'reviews']);
  });

  it('leads routes to a named port, and to the subsets that follow from its versions', () => {
    const chart = chartIn('demo');
    const reviews = reviewsIn(chart);
    const versions = new DestinationRule(chart, 'subsets', { host: reviews, subsets: reviews.subsets });
    new VirtualService(chart, 'routes', {
      hosts: [reviews],
      http: [
        HttpRoute.to(versions.subset('v2', { port: 'http' }), { match: [{ sourceNamespace: 'test' }] }),
        HttpRoute.to(reviews.port('grpc-admin')),
      ],
    });
    const [rule, service] = Testing.synth(chart).slice(-2);
    expect(rule.spec.subsets).toEqual([
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', labels: { version: 'v2' } },
    ]);
    expect(service.spec.http.map(({ route }: { route: unknown }) => route)).toEqual([
      [{ destination: { host: reviews.host, subset: 'v2', port: { number: 9080 } } }],
      [{ destination: { host: reviews.host, port: { number: 80 } } }],
    ]);
  });

  it('takes a name, an account and Service settings of its own', () => {
    const chart = chartIn('demo');
    const reviews = new Microservice(chart, 'old-reviews', {
      name: 'reviews',
      ports: { http: 9080 },
      versions: { v1: { image: 'example/reviews:1' } },
      service: {
        labels: { service: 'reviews' },
        annotations: { owner: 'books' },
        spec: { clusterIP: 'None' },
      },
      serviceAccount: {
        name: 'bookinfo-reviews',
        labels: { account: 'reviews' },
        annotations: { role: 'reader' },
      },
    });
    const [service, account, deployment] = Testing.synth(chart);
    expect(service).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'reviews',
        namespace: 'demo',
        labels: { app: 'reviews', service: 'reviews' },
        annotations: { owner: 'books' },
      },
      spec: { clusterIP: 'None', selector: { app: 'reviews' }, ports: [{ name: 'http', port: 9080 }] },
    });
    expect(account).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: 'bookinfo-reviews',
        namespace: 'demo',
        labels: { account: 'reviews' },
        annotations: { role: 'reader' },
      },
    });
    expect(deployment.metadata.name).toBe('reviews-v1');
    expect(deployment.spec.template.spec.serviceAccountName).toBe('bookinfo-reviews');
    expect(reviews.serviceAccount).toBe('bookinfo-reviews');
  });

  it('opens its objects to patches', () => {
    const chart = chartIn('demo');
    const { objects } = reviewsIn(chart);
    objects.deployments.v1.addJsonPatch(JsonPatch.add('/spec/paused', true));
    expect(Testing.synth(chart)[2].spec.paused).toBe(true);
    expect([objects.service.kind, objects.serviceAccount.kind]).toEqual(['Service', 'ServiceAccount']);
  });

  it('rejects a chart without a namespace: its host name would depend on who asks', () => {
    expect(() => reviewsIn(chartIn(undefined))).toThrow(ConfigError);
    expect(() => reviewsIn(chartIn(undefined))).toThrow(
      "chart/reviews: a microservice has its host name from the namespace of its chart, got undefined; give the chart one, such as new Chart(app, 'bookinfo', { namespace: 'demo' })",
    );
  });

  it.each([
    [{ name: 'Reviews' }, "name: the name of a microservice must be a DNS label, got 'Reviews'"],
    [
      { name: '2048' },
      "the name of a Service begins with a letter, got '2048'; write for example 'svc-2048'",
    ],
    [
      { serviceAccount: { name: 'a b' } },
      "serviceAccount.name: the name of a service account must be a DNS label, got 'a b'",
    ],
    [{ versions: { V1: { image: 'i:1' } } }, "versions.V1: a version must be a DNS label, got 'V1'"],
    [{ versions: {} }, 'versions: there is nothing in it, got {}; name at least one'],
    [
      { podLabels: { app: 'ratings' } },
      "the pods are found by their label 'app', got 'ratings'; leave it out; it is 'reviews'",
    ],
    [
      { versions: { v1: { image: 'i:1', podLabels: { version: 'v2' } } } },
      "the pods are found by their label 'version', got 'v2'; leave it out; it is 'v1'",
    ],
  ])('rejects %j', (wrong, message) => {
    const props = { ports: { http: 9080 }, versions: { v1: { image: 'i:1' } }, ...wrong };
    expect(() => new Microservice<'http', string>(chartIn('demo'), 'reviews', props)).toThrow(
      `chart/reviews: ${message}`,
    );
  });

  it.each([
    [
      { versions: { v1: {} } },
      'versions.v1.image: an image is named by its reference, without spaces, got undefined',
    ],
    [{ ports: { api: 8080 } }, 'ports.api: Istio reads the protocol'],
    [{ port: 80 }, "port: there is no such property, got 80; did you mean 'ports'?"],
    [{ replicas: 1.5 }, 'replicas: a whole number from 0'],
    [{ replicas: 'auto' }, "replicas: it is one of a few values, got 'auto'; known are 'autoscaled'"],
    [{ podLabels: { a: 'b c' } }, 'podLabels.a: Kubernetes takes no label of this value'],
    [{ container: { env: new Map() } }, 'container.env: this is no plain data'],
    [{ podSpec: 5 }, 'podSpec: an object is expected, got 5'],
    [{ service: { spec: { type: () => 'a' } } }, 'service.spec.type: this is no plain data'],
  ])('rejects what types refuse, where there are none: %j', (wrong, message) => {
    const props = { ports: { http: 9080 }, versions: { v1: { image: 'i:1' } }, ...wrong };
    expect(() => new Microservice(chartIn('demo'), 'reviews', props as never)).toThrow(
      `chart/reviews: ${message}`,
    );
  });

  it('rejects a version and a port that it does not have, naming those that it has', () => {
    const reviews = reviewsIn(chartIn('demo'));
    expect(() => reviews.version('v3' as 'v1')).toThrow(
      "chart/reviews: the microservice has no such version, got 'v3'; did you mean 'v1'? known are 'v1', 'v2'",
    );
    expect(() => reviews.port('htp' as 'http')).toThrow("got 'htp'; did you mean 'http'?");
  });
});
