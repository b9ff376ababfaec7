import { isMap } from '../../kubernetes/identity';
import { readValue } from '../../kubernetes/yaml-text';
import type { MeshModel } from '../../model/mesh-model';
import type { Workload } from '../../model/workload';
import type { HttpConnectionManager } from '../envoy/configuration';
import type { PathNormalization } from '../envoy/path-normalization';

const normalizations: Readonly<Record<string, PathNormalization>> = {
  NONE: 'none',
  MERGE_SLASHES: 'merge-slashes',
  DECODE_AND_MERGE_SLASHES: 'decode-and-merge-slashes',
};

/** How the proxy of a workload reads requests, as the mesh and the pod's own annotation say. */
export function proxySettings(
  { settings }: MeshModel,
  { annotations }: Workload,
): Pick<HttpConnectionManager, 'normalization' | 'trustedProxies'> {
  const own = readValue(annotations['proxy.istio.io/config'] ?? '');
  const trusted = trustedProxies(own) ?? trustedProxies(settings.config.defaultConfig) ?? 0;
  return {
    normalization: normalizations[settings.config.pathNormalization?.normalization ?? ''] ?? 'base',
    trustedProxies: trusted,
  };
}

function trustedProxies(config: unknown): number | undefined {
  const topology = isMap(config) ? config.gatewayTopology : undefined;
  const trusted = isMap(topology) ? topology.numTrustedProxies : undefined;
  return typeof trusted === 'number' ? trusted : undefined;
}
