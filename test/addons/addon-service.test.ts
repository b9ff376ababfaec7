import { App, Chart } from 'cdk8s';
import { addon } from '../../lib/addons/addon';
import { addAddonService, meshServiceOf, urlOf } from '../../lib/addons/addon-service';
import { istioMesh } from '../../lib/istio/references/mesh-settings';
import { synth } from './rendered';

const service = {
  name: 'tracing',
  namespace: 'mesh',
  ports: [
    { name: 'http-query', port: 80, targetPort: 16686 },
    { name: 'odd', port: 16685, appProtocol: 'grpc' },
  ],
} as const;

test('Other pods find it by name and namespace, whatever the cluster\u2019s domain is', () => {
  expect(urlOf(service, 'http-query')).toBe('http://tracing.mesh:80');
  expect(urlOf(service, 'odd', '/jaeger')).toBe('http://tracing.mesh:16685/jaeger');
});

test('The mesh knows it by its full name', () => {
  expect(meshServiceOf(service, istioMesh)).toEqual({
    kind: 'service',
    host: 'tracing.mesh.svc.cluster.local',
    ports: [
      { name: 'http-query', number: 80 },
      { name: 'odd', number: 16685 },
    ],
    construct: undefined,
  });
});

test('It is reachable within the cluster only, and says what is spoken where its name does not', () => {
  const chart = new Chart(new App(), 'chart');
  addAddonService(chart, addon('jaeger', 'mesh', 'jaegertracing/jaeger:2.14.0'), service);
  expect(synth(chart)[0].spec).toEqual({
    type: 'ClusterIP',
    selector: { app: 'jaeger' },
    ports: [
      { name: 'http-query', port: 80, targetPort: 16686, protocol: 'TCP' },
      { name: 'odd', port: 16685, targetPort: 16685, protocol: 'TCP', appProtocol: 'grpc' },
    ],
  });
});
