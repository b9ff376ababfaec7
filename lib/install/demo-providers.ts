import { MeshService } from '../istio/references/mesh-service';
import { AccessLogProvider } from './access-log';
import type { ExtensionProvider } from './mesh-config';
import { TracingProvider } from './tracing-provider';

const opentelemetryCollector = MeshService.named('opentelemetry-collector.observability.svc.cluster.local');

/**
 * What the demo profile of Istio 1.30 offers to Telemetry resources. A list of providers replaces the profile's, so
 * this is what to begin with where both are wanted: `providers: [...demoProviders, mine]`.
 */
export const demoProviders: readonly ExtensionProvider[] = [
  AccessLogProvider.opentelemetry({ name: 'otel', service: opentelemetryCollector, port: 4317 }),
  TracingProvider.skywalking({
    name: 'skywalking',
    service: MeshService.named('tracing.istio-system.svc.cluster.local'),
    port: 11800,
  }),
  TracingProvider.opentelemetry({ name: 'otel-tracing', service: opentelemetryCollector, port: 4317 }),
  TracingProvider.opentelemetry({
    name: 'jaeger',
    service: MeshService.named('jaeger-collector.istio-system.svc.cluster.local'),
    port: 4317,
  }),
];
