import { isMap } from '../../kubernetes/identity';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import type { MeshService } from '../../model/service';
import {
  saidDistribution,
  type TrafficDistribution,
  trafficDistributionOf,
} from '../../model/traffic-distribution';
import type { PortPolicy } from '../../model/traffic-policy';
import { routingBehaviour } from '../../release/routing-behaviour';
import { topologyLabels } from '../../values/topology-labels';

/** `localityLbSetting`, as it is written. */
export type Settings = Readonly<Record<string, unknown>>;

/** What decides which pods are asked first, and who says so. */
export interface LocalitySettings {
  readonly settings: Settings;
  readonly by: string;
}

/** Nobody is preferred; why, where something reads as if. */
export interface NoLocality {
  readonly because?: string;
  /** What Envoy makes of the numbers of pods, which no manifest tells. */
  readonly notModelled?: string;
}

/**
 * What decides which pods of a service are asked first: the rule, else the service's own wish, else the mesh. Without
 * outlier detection nobody is known to be unhealthy, so nobody is preferred either, unless the service wishes it.
 */
export function localitySettings(
  model: MeshModel,
  service: MeshService,
  policy: PortPolicy,
  rule: ObjectOf<'destinationRules'> | undefined,
): LocalitySettings | NoLocality {
  const { loadBalancer = {} } = policy;
  const who = `DestinationRule ${rule?.namespace}/${rule?.name}`;
  if (isMap(loadBalancer.zoneAwareLbSetting) && loadBalancer.zoneAwareLbSetting.enabled !== false) {
    const text = `zoneAwareLbSetting of ${who} shares out the requests by how many pods each zone has`;
    return { notModelled: `${text}: how many go where is not told` };
  }
  const own = loadBalancer.localityLbSetting;
  if (isMap(own)) return active(own, policy, who);
  const distribution = trafficDistributionOf(model, service);
  const { followsDistribution } = routingBehaviour(model.release);
  if (distribution !== undefined && followsDistribution) return wished(distribution);
  const { localityLbSetting } = model.settings.config;
  const found = active(isMap(localityLbSetting) ? localityLbSetting : {}, policy, 'the mesh');
  const said = saidDistribution(model, service);
  if ('settings' in found || said === undefined) return found;
  return { because: `Istio ${model.release.version} does not follow ${said} of ${service.host} at proxies` };
}

/** What a wish means: the nearer is asked first, in any case. */
export function wished(distribution: TrafficDistribution): LocalitySettings {
  const { network, region, zone, subzone, host } = topologyLabels;
  const labels = {
    close: [network, region, zone, subzone],
    'same-zone': [network, region, zone],
    'same-node': [network, region, zone, subzone, host],
  } as const;
  return { settings: { failoverPriority: labels[distribution] }, by: 'trafficDistribution' };
}

function active(
  settings: Settings,
  { outlierDetection }: PortPolicy,
  who: string,
): LocalitySettings | NoLocality {
  if (settings.enabled === false) return {};
  if (isFilled(settings.distribute)) return { settings, by: `distribute of ${who}` };
  const wish = (['failoverPriority', 'failover'] as const).find((name) => isFilled(settings[name]));
  if (outlierDetection !== undefined) {
    return { settings, by: wish === undefined ? 'outlierDetection' : `${wish} of ${who}` };
  }
  if (wish === undefined) return {};
  return {
    because: `${wish} of ${who} counts for nothing without outlierDetection: all pods are asked alike`,
  };
}

/** Whether a list is there and not empty. */
export function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
