import { type IMeshService, MeshService } from '../istio/references/mesh-service';
import { istioMesh, type MeshSettings, serviceHost } from '../istio/references/mesh-settings';
import { AccessLogProvider } from './access-log';
import type { ExtensionProvider } from './mesh-config';
import { TracingProvider } from './tracing-provider';

/**
 * What the demo profile of Istio 1.30 offers to Telemetry resources, in a mesh of these names. A list of providers
 * replaces the profile's, so this is what to begin with where both are wanted: `providers: [...demoProviders, mine]`.
 */
export function demoProvidersOf(mesh: MeshSettings): readonly ExtensionProvider[] {
  const service = (name: string, namespace: string) => MeshService.named(serviceHost(name, namespace, mesh));
  const collector = service('opentelemetry-collector', 'observability');
  return [
    AccessLogProvider.opentelemetry({ name: 'otel', service: collector, port: 4317 }),
    TracingProvider.skywalking({
      name: 'skywalking',
      service: service('tracing', mesh.rootNamespace),
      port: 11800,
    }),
    TracingProvider.opentelemetry({ name: 'otel-tracing', service: collector, port: 4317 }),
    jaegerProvider(service('jaeger-collector', mesh.rootNamespace)),
  ];
}

/** Jaeger under the name that the demo profile gives it: spans go by OTLP to the service that collects them. */
export function jaegerProvider(collector: IMeshService): TracingProvider {
  return TracingProvider.opentelemetry({ name: 'jaeger', service: collector, port: 4317 });
}

/** As {@link demoProvidersOf}, in a mesh of Istio's own names. */
export const demoProviders: readonly ExtensionProvider[] = demoProvidersOf(istioMesh);
