import { App, Testing } from 'cdk8s';
import { Bookinfo } from '../../lib/bookinfo/bookinfo';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';

const bookinfoOf = (version: IstioVersion) => {
  const bookinfo = new Bookinfo(new App(), 'bookinfo', {
    namespace: 'demo',
    sample: IstioRelease.of(version).bookinfo,
  });
  const objects = Testing.synth(bookinfo);
  const named = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  return { bookinfo, objects, named };
};

describe('Bookinfo', () => {
  it('has four services, their accounts and six Deployments, by upstream names', () => {
    const names = bookinfoOf('1.30').objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).toEqual([
      'Service details',
      'ServiceAccount bookinfo-details',
      'Deployment details-v1',
      'Service ratings',
      'ServiceAccount bookinfo-ratings',
      'Deployment ratings-v1',
      'Service reviews',
      'ServiceAccount bookinfo-reviews',
      'Deployment reviews-v1',
      'Deployment reviews-v2',
      'Deployment reviews-v3',
      'Service productpage',
      'ServiceAccount bookinfo-productpage',
      'Deployment productpage-v1',
    ]);
  });

  it('runs productpage as the sample of 1.30 does, and sets nothing more', () => {
    const labels = { app: 'productpage', version: 'v1' };
    expect(bookinfoOf('1.30').named('Deployment', 'productpage-v1')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'productpage-v1', namespace: 'demo', labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels,
            annotations: {
              'prometheus.io/scrape': 'true',
              'prometheus.io/port': '9080',
              'prometheus.io/path': '/metrics',
            },
          },
          spec: {
            serviceAccountName: 'bookinfo-productpage',
            containers: [
              {
                name: 'productpage',
                image: 'docker.io/istio/examples-bookinfo-productpage-v1:1.20.3',
                imagePullPolicy: 'IfNotPresent',
                ports: [{ containerPort: 9080 }],
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: {} }],
          },
        },
      },
    });
  });

  it('runs as user 1000 and without metrics of productpage in 1.16, as the sample did', () => {
    const { named, objects } = bookinfoOf('1.16');
    const { template } = named('Deployment', 'productpage-v1').spec;
    expect(template.metadata).toEqual({ labels: { app: 'productpage', version: 'v1' } });
    const containers = objects
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => spec.template.spec.containers[0]);
    expect(containers.map(({ securityContext }) => securityContext)).toEqual(
      Array(6).fill({ runAsUser: 1000 }),
    );
    expect(containers[4].image).toBe('docker.io/istio/examples-bookinfo-reviews-v3:1.17.0');
  });

  it('hands out its services as what routes and policies refer to', () => {
    const { reviews, productpage } = bookinfoOf('1.30').bookinfo;
    expect(productpage.host).toBe('productpage.demo.svc.cluster.local');
    expect(reviews.subsets).toEqual({ v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } });
    expect(reviews.serviceAccount).toBe('bookinfo-reviews');
  });
});
