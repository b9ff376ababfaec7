import { told } from '../told';

const deployment = (labels: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: demo }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app, ${labels} } }
    spec: { containers: [{ name: app, image: any, securityContext: { runAsUser: 1337 } }] }
`;

describe('user 1337', () => {
  it('is told of an application, not of what wants no proxy', () => {
    const of = (labels: string) => told(deployment(labels), ['app-uid-1337']);
    expect(of('')).toHaveLength(1);
    expect(of('sidecar.istio.io/inject: "true"')).toHaveLength(1);
    expect(of('sidecar.istio.io/inject: "false"')).toEqual([]);
  });
});

describe('pods without the label app', () => {
  const world = (kind: string, more = '') => `
apiVersion: v1
kind: Namespace
metadata: { name: demo, labels: { istio-injection: enabled } }
---
${kind}
metadata: { name: web, namespace: demo }
spec: { ${more} template: { spec: { containers: [{ name: web, image: any }] } } }
`;
  const rollout = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout';
  const knative = 'apiVersion: serving.knative.dev/v1\nkind: Service';
  const of = (text: string) => told(text, ['workload-without-app-version']);

  it('are told of controllers that choose their pods by labels: others may add some', () => {
    expect(of(world(rollout, 'selector: { matchLabels: { web: web } },'))).toEqual([
      'info Rollout demo/web spec.template.metadata.labels',
    ]);
    expect(of(world(knative))).toEqual([]);
  });
});
