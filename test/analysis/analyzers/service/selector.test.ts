import { told } from '../told';

const rules = ['service-selects-nothing', 'target-port-not-declared'];
const world = (port: number, { labels = 'app: web', injection = 'enabled' } = {}) => `
apiVersion: v1
kind: Namespace
metadata: { name: demo, labels: { istio-injection: ${injection} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: demo }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: any, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: demo }
spec: { selector: { ${labels} }, ports: [{ name: http, port: 80, targetPort: ${port} }] }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: canary, namespace: demo }
spec:
  template:
    metadata: { labels: { app: canary } }
    spec: { containers: [{ name: app, image: any, ports: [{ containerPort: 8081 }] }] }
`;
const undeclared = ['warning Service demo/web spec.ports[0].targetPort'];

describe('what a Service forwards to', () => {
  it('is what a container declares, or what the proxy beside it answers on', () => {
    expect(told(world(8081), rules)).toEqual(undeclared);
    for (const port of [8080, 15020, 15021, 15090]) expect(told(world(port), rules)).toEqual([]);
    expect(told(world(15020, { injection: 'disabled' }), rules)).toEqual(undeclared);
  });

  it('are pods of any controller that has a template where Deployments have it', () => {
    expect(told(world(8081, { labels: 'app: canary' }), rules)).toEqual([]);
    expect(told(world(8080, { labels: 'app: canary' }), rules)).toEqual(undeclared);
    expect(told(world(8080, { labels: 'app: canaries' }), rules)).toEqual([
      'error Service demo/web spec.selector',
    ]);
  });
});
