import type { IstioRelease } from '../mesh/istio-release';
import { imageVersion } from './image';

/**
 * What a Jaeger understands:
 * - `zipkin`: version 1, configured by its environment, before it took OTLP unasked;
 * - `otlp`: version 1 that takes OTLP;
 * - `collector`: version 2, an OpenTelemetry Collector that is configured by a file.
 */
export type JaegerGeneration = 'zipkin' | 'otlp' | 'collector';

/** The Jaeger that the release's samples run. */
export function jaegerGeneration(release: IstioRelease): JaegerGeneration {
  const { name, minor } = imageVersion(release.addons.jaeger);
  if (name === 'jaeger') return 'collector';
  return minor < 46 ? 'zipkin' : 'otlp';
}
