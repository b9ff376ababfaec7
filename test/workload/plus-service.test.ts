import { App, Chart, Testing } from 'cdk8s';
import * as oldest from 'cdk8s-plus-27';
import { HttpRoute, VirtualService } from '../../lib/istio';
import { plusService } from '../../lib/workload/plus-service';

// By its name at run time: its types alone are a tenth of what the compiler would read for all tests.
const newest = require('cdk8s-plus-34') as typeof oldest;

describe.each([
  ['cdk8s-plus-27', oldest],
  ['cdk8s-plus-34', newest],
])('a Service of %s', (_, { Deployment, Service }) => {
  it('is what a route leads to, and is applied first', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'demo' });
    const deployment = new Deployment(chart, 'app', {
      containers: [{ image: 'example/reviews:1', portNumber: 9080 }],
    });
    const service = deployment.exposeViaService({
      name: 'reviews',
      ports: [{ name: 'http', port: 80, targetPort: 9080 }],
    });
    const reviews = plusService(service);
    new VirtualService(chart, 'a-routes', { hosts: [reviews], http: [HttpRoute.to(reviews)] });
    const objects = Testing.synth(chart) as { kind: string; spec: unknown }[];
    expect(objects.at(-1)).toMatchObject({
      kind: 'VirtualService',
      spec: {
        hosts: ['reviews.demo.svc.cluster.local'],
        http: [
          { route: [{ destination: { host: 'reviews.demo.svc.cluster.local', port: { number: 80 } } }] },
        ],
      },
    });
  });

  it('has a port without a name by its number', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'demo' });
    const service = new Service(chart, 'plain', {
      metadata: { name: 'plain', namespace: 'other' },
      ports: [{ port: 8080 }],
    });
    expect(plusService(service)).toEqual({
      kind: 'service',
      host: 'plain.other.svc.cluster.local',
      ports: [{ name: '8080', number: 8080 }],
      construct: service,
      subsets: {},
    });
  });

  it('rejects one without a namespace', () => {
    const chart = new Chart(new App(), 'chart');
    const service = new Service(chart, 'plain', { ports: [{ port: 80 }] });
    expect(() => plusService(service)).toThrow(
      'chart/plain: the mesh knows an object by its namespace, got undefined; give its chart one',
    );
  });

  it('has the pods of Deployments as its subsets', () => {
    const app = new App();
    const chart = new Chart(app, 'chart', { namespace: 'demo' });
    const containers = [{ image: 'example/reviews:1', portNumber: 9080 }];
    const service = new Service(chart, 'reviews', { ports: [{ port: 80 }] });
    const v1 = new Deployment(chart, 'reviews-v1', { containers });
    expect(plusService(service, { v1 }).subsets).toEqual({ v1: v1.matchLabels });

    const other = new Chart(app, 'other', { namespace: 'elsewhere' });
    const v2 = new Deployment(other, 'reviews-v2', { containers });
    expect(() => plusService(service, { v1, v2 })).toThrow(
      "other/reviews-v2: a version of chart/reviews runs in the namespace of its Service, got 'elsewhere'; put it into a chart of the namespace 'demo'",
    );
  });
});
