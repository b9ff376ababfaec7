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

test('rejects a provider without a name', () => {
  expect(() => TracingProvider.zipkin({ name: '', service: collector, port: 9411 })).toThrow(
    "a provider must have a name, got ''; write the name that Telemetry resources refer to, such as 'jaeger'",
  );
});

test('rejects a port that the service does not have', () => {
  expect(() => TracingProvider.opentelemetry({ name: 'jaeger', service: collector, port: 9999 })).toThrow(
    "provider 'jaeger': jaeger-collector.istio-system.svc.cluster.local has no such port, got 9999; known are 4317, 4318, 9411",
  );
});

test('rejects a port that is none', () => {
  expect(() => TracingProvider.skywalking({ name: 's', service: collector, port: 0 })).toThrow(
    "the port of provider 's' must be a whole number from 1 to 65535, got 0",
  );
});

test('rejects a tag length below one', () => {
  expect(() =>
    TracingProvider.zipkin({ name: 'zipkin', service: collector, port: 9411, maxTagLength: 0 }),
  ).toThrow("the tag length of provider 'zipkin' must be a whole number from 1 to 2147483647, got 0");
});
