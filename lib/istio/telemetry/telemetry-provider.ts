import { ConfigError } from '../../diagnostics/error';

/**
 * Where proxies send spans, metrics or access logs: an entry of the mesh configuration's `extensionProviders`, or one
 * of the providers that Istio brings itself. A `TracingProvider` of the installation is one.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
 */
export interface ITelemetryProvider {
  /** The name that the mesh configuration gives it. */
  readonly name: string;
}

export const TelemetryProvider = {
  /** Istio's own: metrics that Prometheus scrapes from the proxies. */
  prometheus: { name: 'prometheus' } satisfies ITelemetryProvider,

  /** Istio's own: access logs on the standard output of the proxies. */
  envoy: { name: 'envoy' } satisfies ITelemetryProvider,

  /**
   * A provider of a mesh that is not installed from this app.
   *
   * @throws ConfigError for an empty name
   */
  named(name: string): ITelemetryProvider {
    if (name === '') {
      throw new ConfigError({
        problem: 'a provider has a name',
        got: name,
        instead: "write the name in the mesh configuration's extensionProviders, such as 'jaeger'",
      });
    }
    return { name };
  },
};

/** Written as every part of a Telemetry names its providers. */
export function renderProviders(
  providers: readonly ITelemetryProvider[] | undefined,
): { name: string }[] | undefined {
  return providers?.map(({ name }) => ({ name }));
}
