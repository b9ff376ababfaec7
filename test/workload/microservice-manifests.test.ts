import {
  renderDeployment,
  renderService,
  type VersionParts,
} from '../../lib/workload/microservice-manifests';
import { mergeSettings } from '../../lib/workload/pod-settings';

const http = { name: 'http', port: 9080, targetPort: 9080, protocol: undefined };
const labels = { app: 'reviews', version: 'v1' };
const parts: VersionParts = {
  name: 'reviews',
  image: 'example/reviews:1',
  serviceAccount: 'reviews',
  labels,
  ports: [http],
  settings: mergeSettings({}, {}),
};

describe('the Service of a microservice', () => {
  it('writes a target port, a protocol and UDP only where they differ from what is understood', () => {
    const ports = [
      http,
      { name: 'http-admin', port: 80, targetPort: 8081, protocol: undefined },
      { name: 'metrics', port: 15090, targetPort: 15090, protocol: 'http' as const },
      { name: 'dns', port: 53, targetPort: 53, protocol: 'udp' as const },
    ];
    expect(renderService(ports, { app: 'reviews' })).toEqual({
      selector: { app: 'reviews' },
      ports: [
        { name: 'http', port: 9080 },
        { name: 'http-admin', port: 80, targetPort: 8081 },
        { name: 'metrics', port: 15090, appProtocol: 'http' },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    });
  });
});

describe('the Deployment of a version', () => {
  it('holds what the microservice knows, and no default of its own but one replica', () => {
    expect(renderDeployment(parts)).toEqual({
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'reviews',
          containers: [{ name: 'reviews', image: 'example/reviews:1', ports: [{ containerPort: 9080 }] }],
        },
      },
    });
  });

  it('leaves the number of pods to an autoscaler', () => {
    const settings = mergeSettings({ replicas: 'autoscaled' }, {});
    expect(renderDeployment({ ...parts, settings })).not.toHaveProperty('replicas');
  });

  it('opens each port of the pods once, though two ports of the Service lead there', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: 9080, protocol: undefined },
      { name: 'http-old', port: 8080, targetPort: 9080, protocol: undefined },
      { name: 'udp-dns', port: 9080, targetPort: 9080, protocol: undefined },
    ];
    const [container] = renderDeployment({ ...parts, ports }).template.spec?.containers ?? [];
    expect(container?.ports).toEqual([{ containerPort: 9080 }, { containerPort: 9080, protocol: 'UDP' }]);
  });

  it('takes every setting in the fields of Kubernetes', () => {
    const settings = mergeSettings(
      {
        replicas: 2,
        container: {
          resources: { requests: { cpu: '100m' } },
          readinessProbe: { httpGet: { port: 9080, path: '/health' } },
          securityContext: { runAsNonRoot: true },
          ports: [{ containerPort: 9080, name: 'http' }],
        },
        podSpec: {
          containers: [{ name: 'helper', image: 'example/helper:1' }],
          initContainers: [{ name: 'first', image: 'example/first:1' }],
          volumes: [{ name: 'tmp', emptyDir: {} }],
          automountServiceAccountToken: false,
        },
        deployment: { strategy: { type: 'Recreate' } },
        podLabels: { team: 'books' },
        podAnnotations: { 'sidecar.istio.io/proxyCPU': '100m' },
      },
      {},
    );
    expect(renderDeployment({ ...parts, settings })).toEqual({
      replicas: 2,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels: { ...labels, team: 'books' },
          annotations: { 'sidecar.istio.io/proxyCPU': '100m' },
        },
        spec: {
          serviceAccountName: 'reviews',
          automountServiceAccountToken: false,
          initContainers: [{ name: 'first', image: 'example/first:1' }],
          volumes: [{ name: 'tmp', emptyDir: {} }],
          containers: [
            {
              name: 'reviews',
              image: 'example/reviews:1',
              ports: [{ containerPort: 9080, name: 'http' }],
              resources: { requests: { cpu: '100m' } },
              readinessProbe: { httpGet: { port: 9080, path: '/health' } },
              securityContext: { runAsNonRoot: true },
            },
            { name: 'helper', image: 'example/helper:1' },
          ],
        },
      },
    });
  });
});
