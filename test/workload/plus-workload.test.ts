import { App, Chart, Testing } from 'cdk8s';
import * as oldest from 'cdk8s-plus-27';
import { plusWorkload } from '../../lib/workload/plus-workload';

// By its name at run time: its types alone are a tenth of what the compiler would read for all tests.
const newest = require('cdk8s-plus-34') as typeof oldest;

const containers = [{ image: 'example/reviews:1', portNumber: 9080 }];

describe.each([
  ['cdk8s-plus-27', oldest],
  ['cdk8s-plus-34', newest],
])('a workload of %s', (_, plus) => {
  const newChart = (namespace?: string) =>
    new Chart(new App(), 'chart', namespace === undefined ? {} : { namespace });

  it('is the pods that its selector finds, and the account that they run as', () => {
    const chart = newChart('demo');
    const deployment = new plus.Deployment(chart, 'reviews', {
      serviceAccount: plus.ServiceAccount.fromServiceAccountName(chart, 'account', 'bookinfo-reviews'),
      containers,
    });
    expect(plusWorkload(deployment)).toMatchObject({
      labels: deployment.matchLabels,
      namespace: 'demo',
      serviceAccount: 'bookinfo-reviews',
    });
    const [manifest] = Testing.synth(chart).filter(({ kind }) => kind === 'Deployment');
    expect(manifest.spec.selector.matchLabels).toEqual(plusWorkload(deployment).labels);
    expect(manifest.spec.template.metadata.labels).toMatchObject(plusWorkload(deployment).labels);
  });

  it.each(['StatefulSet', 'DaemonSet', 'Deployment'] as const)(
    'may be a %s, and runs as the default account',
    (kind) => {
      const chart = newChart('demo');
      const made = {
        Deployment: () => new plus.Deployment(chart, 'w', { containers }),
        DaemonSet: () => new plus.DaemonSet(chart, 'w', { containers }),
        StatefulSet: () =>
          new plus.StatefulSet(chart, 'w', {
            containers,
            service: new plus.Service(chart, 's', { ports: [{ port: 80 }] }),
          }),
      }[kind]();
      expect(plusWorkload(made)).toMatchObject({ labels: made.matchLabels, serviceAccount: 'default' });
    },
  );

  it('rejects one that selects its pods by no label', () => {
    const deployment = new plus.Deployment(newChart('demo'), 'reviews', { containers, select: false });
    expect(() => plusWorkload(deployment)).toThrow(
      "chart/reviews: its pods are found by labels, got {}; leave 'select' out, or select them with matchLabels",
    );
  });

  it('rejects one without a namespace', () => {
    const deployment = new plus.Deployment(newChart(), 'reviews', { containers });
    expect(() => plusWorkload(deployment)).toThrow(
      /^chart\/reviews: the mesh knows an object by its namespace, got undefined; give its chart one/,
    );
  });
});
