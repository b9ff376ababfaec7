import { demoProviders } from '../../lib/install/demo-providers';
import { renderMeshConfig } from '../../lib/install/mesh-config';

test('the providers of the demo profile are a collector of logs and three of spans', () => {
  expect(renderMeshConfig({ providers: demoProviders })).toEqual({
    extensionProviders: [
      {
        name: 'otel',
        envoyOtelAls: { service: 'opentelemetry-collector.observability.svc.cluster.local', port: 4317 },
      },
      {
        name: 'skywalking',
        skywalking: { service: 'tracing.istio-system.svc.cluster.local', port: 11800 },
      },
      {
        name: 'otel-tracing',
        opentelemetry: { service: 'opentelemetry-collector.observability.svc.cluster.local', port: 4317 },
      },
      {
        name: 'jaeger',
        opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 },
      },
    ],
  });
});
