import { App, Testing } from 'cdk8s';
import { DemoNamespace } from '../../lib/bookinfo/demo-namespace';
import { Injection } from '../../lib/workload/injection';

describe('DemoNamespace', () => {
  it('is one Namespace with the label of its injection', () => {
    const chart = new DemoNamespace(new App(), 'ns', { namespace: 'shop', injection: Injection.ambient });
    expect(Testing.synth(chart)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', labels: { 'istio.io/dataplane-mode': 'ambient' } },
      },
    ]);
    expect(chart.namespaceObject.name).toBe('shop');
  });
});
