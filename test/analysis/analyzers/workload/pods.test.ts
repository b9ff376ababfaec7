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
