import { renderTracingProvider, TracingProvider } from '../../lib/install/tracing-provider';
import { MeshService } from '../../lib/istio/references/mesh-service';

const collector = MeshService.named('jaeger-collector.istio-system.svc.cluster.local', {
  ports: { 'grpc-otel': 4317, 'http-otel': 4318, 'http-zipkin': 9411 },
});

test('an OpenTelemetry provider sends spans to its service by gRPC', () => {
  const jaeger = TracingProvider.opentelemetry({ name: 'jaeger', service: collector, port: 4317 });
  expect(renderTracingProvider(jaeger)).toEqual({
    name: 'jaeger',
    opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 },
  });
});

test('an OpenTelemetry provider with a path sends spans by HTTP', () => {
  const jaeger = TracingProvider.opentelemetry({
    name: 'jaeger',
    service: collector,
    port: 4318,
    httpPath: '/v1/traces',
    maxTagLength: 64,
  });
  expect(renderTracingProvider(jaeger)).toEqual({
    name: 'jaeger',
    opentelemetry: {
      service: 'jaeger-collector.istio-system.svc.cluster.local',
      port: 4318,
      maxTagLength: 64,
      http: { path: '/v1/traces' },
    },
  });
});

test('a Zipkin provider can be held to 64 bit trace ids', () => {
  const zipkin = TracingProvider.zipkin({
    name: 'zipkin',
    service: collector,
    port: 9411,
    use64BitTraceIds: true,
  });
  expect(renderTracingProvider(zipkin)).toEqual({
    name: 'zipkin',
    zipkin: {
      service: 'jaeger-collector.istio-system.svc.cluster.local',
      port: 9411,
      enable64bitTraceId: true,
    },
  });
});

test('a SkyWalking provider may carry an access token', () => {
  const skywalking = TracingProvider.skywalking({
    name: 'skywalking',
    service: MeshService.named('tracing.istio-system.svc.cluster.local'),
    port: 11800,
    accessToken: 'secret',
  });
  expect(renderTracingProvider(skywalking)).toEqual({
    name: 'skywalking',
    skywalking: { service: 'tracing.istio-system.svc.cluster.local', port: 11800, accessToken: 'secret' },
  });
});
