import { filledText } from '../../values/check';
import { reference } from '../../values/shape';

/**
 * Where proxies send spans, metrics or access logs: an entry of the mesh configuration's `extensionProviders`, or one
 * of the providers that Istio brings itself. A `TracingProvider` of the installation is one.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
 */
export interface ITelemetryProvider {
  readonly kind: 'telemetry-provider' | 'opentelemetry' | 'zipkin' | 'skywalking';
  /** The name that the mesh configuration gives it. */
  readonly name: string;
}

export const telemetryProvider = reference<ITelemetryProvider>(
  'a telemetry provider',
  "give a TracingProvider, or TelemetryProvider.named('jaeger')",
  ['telemetry-provider', 'opentelemetry', 'zipkin', 'skywalking'],
  {
    name: filledText('the name of a provider', "'jaeger', as in the mesh configuration's extensionProviders"),
  },
);

/** Names a provider that Istio brings, or that the mesh configuration has. */
export const TelemetryProvider = {
  /** Istio's own: metrics that Prometheus scrapes from the proxies. */
  prometheus: { kind: 'telemetry-provider', name: 'prometheus' } satisfies ITelemetryProvider,

  /** Istio's own: access logs on the standard output of the proxies. */
  envoy: { kind: 'telemetry-provider', name: 'envoy' } satisfies ITelemetryProvider,

  /** A provider of a mesh that is not installed from this app. */
  named(name: string): ITelemetryProvider {
    return { kind: 'telemetry-provider', name };
  },
};

/** Written as every part of a Telemetry names its providers. */
export function renderProviders(
  providers: readonly ITelemetryProvider[] | undefined,
): { name: string }[] | undefined {
  return providers?.map(({ name }) => ({ name }));
}
