import { Chart, Testing } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { HttpRoute, VirtualService } from '../../lib/istio';
import { plusService } from '../../lib/workload/plus-service';

describe('plusService', () => {
  it('lets a route lead to a Service of cdk8s-plus, which is applied first', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'demo' });
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

  it('names a port without a name by its number', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'demo' });
    const service = new Service(chart, 'plain', {
      metadata: { name: 'plain', namespace: 'other' },
      ports: [{ port: 8080 }],
    });
    expect(plusService(service)).toEqual({
      host: 'plain.other.svc.cluster.local',
      ports: [{ name: '8080', number: 8080 }],
      construct: service,
    });
  });

  it('rejects a Service without a namespace', () => {
    const chart = new Chart(Testing.app(), 'chart');
    const service = new Service(chart, 'plain', { ports: [{ port: 80 }] });
    expect(() => plusService(service)).toThrow(
      'chart/plain: a service has its host name from its namespace, got undefined; give its chart one',
    );
  });
});
