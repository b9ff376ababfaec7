import { told } from '../told';

const world = (labels: string, pod: string, selector = '') => `
apiVersion: v1
kind: Namespace
metadata: { name: lake, labels: { ${labels} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: boats, namespace: lake }
spec:
  selector: { matchLabels: { app: boats } }
  template:
    metadata: { labels: { app: boats, ${pod} } }
    spec: { containers: [{ name: app, image: any }] }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: lake }
spec: { ${selector} egress: [{ hosts: ['./*'] }] }
`;
const of = (text: string) => told(text, ['sidecar-in-ambient']);
const ambient = 'istio.io/dataplane-mode: ambient';

describe('a Sidecar in ambient mode', () => {
  it.each([
    ['the namespace is', ambient, ''],
    ['all of its pods are by themselves', '', ambient],
  ])('is told where %s', (_, namespace, pod) => {
    const all = ['warning IST0167 Sidecar lake/default spec'];
    expect(of(world(namespace, pod))).toEqual(all);
    expect(of(world(namespace, pod, 'workloadSelector: { labels: { app: boats } },'))).toEqual(all);
  });

  it('is not told where a pod has a sidecar, or none is known', () => {
    expect(of(world('istio-injection: enabled', ''))).toEqual([]);
    expect(of(world('', ''))).toEqual([]);
  });
});
