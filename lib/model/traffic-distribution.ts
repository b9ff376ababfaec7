import { minorOf } from '../release/minor';
import type { MeshModel } from './mesh-model';
import type { MeshService } from './service';

/** Near pods before others, without a rule that says so. */
export type TrafficDistribution = 'close' | 'same-zone' | 'same-node';

const annotation = 'networking.istio.io/traffic-distribution';

/**
 * Which pods a Service or ServiceEntry wants to be asked first: by its field, else by its annotation, else, from 1.30
 * on, by that of its namespace. What no release knows counts as nothing said.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution
 */
export function trafficDistributionOf(
  model: MeshModel,
  service: MeshService,
): TrafficDistribution | undefined {
  const minor = minorOf(model.release.version);
  const read = (value: string) => distributionOf(value, minor);
  const field = (service.object.spec as { readonly trafficDistribution?: string }).trafficDistribution;
  const said = service.origin === 'service' && field !== undefined ? read(field) : undefined;
  if (said !== undefined) return said;
  const own = service.object.annotations[annotation];
  if (own) return read(inProperCase(own));
  const inherited = model.namespaces.get(service.namespace)?.object?.annotations[annotation];
  return inherited && minor >= 30 ? read(inProperCase(inherited)) : undefined;
}

/** What a Service, ServiceEntry or namespace says of it, for the release to make of it what it can. */
export function saidDistribution(model: MeshModel, service: MeshService): string | undefined {
  const { trafficDistribution } = service.object.spec as { readonly trafficDistribution?: string };
  if (service.origin === 'service' && trafficDistribution)
    return `trafficDistribution ${trafficDistribution}`;
  const inherited = model.namespaces.get(service.namespace)?.object?.annotations[annotation];
  const said = service.object.annotations[annotation] || inherited;
  return said ? `${annotation}: ${said}` : undefined;
}

function distributionOf(value: string, minor: number): TrafficDistribution | undefined {
  switch (value) {
    case 'PreferClose':
      return minor >= 27 ? 'same-zone' : 'close';
    case 'PreferSameZone':
      return minor >= 27 ? 'same-zone' : undefined;
    case 'PreferSameNode':
      return minor >= 27 ? 'same-node' : undefined;
    default:
      return undefined;
  }
}

/** Annotations count in any case, the field does not. */
function inProperCase(value: string): string {
  const known = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
  return known.find((one) => one.toLowerCase() === value.toLowerCase()) ?? '';
}
