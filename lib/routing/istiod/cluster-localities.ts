import { placeOf } from '../../model/locality';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import type { MeshService } from '../../model/service';
import { saidDistribution, trafficDistributionOf } from '../../model/traffic-distribution';
import type { PortPolicy } from '../../model/traffic-policy';
import type { Workload } from '../../model/workload';
import { routingBehaviour } from '../../release/routing-behaviour';
import type { Labels } from '../../values/labels';
import { topologyLabels } from '../../values/topology-labels';
import type { Untold } from './failover-priority';
import { type LocalityShare, localityShares } from './localities';
import { inlineMembers, type Member, memberOf } from './locality-members';
import {
  isFilled,
  type LocalitySettings,
  localitySettings,
  type NoLocality,
  wished,
} from './locality-settings';

/** Which pods of a cluster are asked first, or why that can't be told. */
export interface ClusterLocalities {
  readonly localities?: readonly LocalityShare[];
  readonly notModelled?: readonly string[];
  readonly notes?: readonly string[];
}

/** Who shares out the requests: a sidecar or gateway, a waypoint, a node's ztunnel, or the cluster itself. */
export type Sharer = 'proxy' | 'waypoint' | 'ztunnel' | 'cluster';

/** What a cluster is made of, as far as places matter. */
export interface Placed {
  readonly service: MeshService;
  readonly workloads: readonly Workload[];
  /** The labels of the subset. */
  readonly subset: Labels;
  readonly policy: PortPolicy;
  readonly rule: ObjectOf<'destinationRules'> | undefined;
}

/** Which pods are asked first by a client; `client` is left out where nothing is known of it. */
export function clusterLocalities(
  model: MeshModel,
  { service, workloads, subset, policy, rule }: Placed,
  sharer: Sharer,
  client: Workload | undefined,
): ClusterLocalities {
  if (service.resolution === 'none') return nothing;
  const said = saidDistribution(model, service);
  if (sharer === 'cluster') return said === undefined ? nothing : leftToCluster(service, said);
  const found =
    sharer === 'ztunnel' ? ztunnelSettings(model, service) : localitySettings(model, service, policy, rule);
  if (!('settings' in found)) {
    const { because, notModelled } = found;
    return { ...(because && { notes: [because] }), ...(notModelled && { notModelled: [notModelled] }) };
  }
  const members = [
    ...workloads.map((workload) => memberOf(model, workload)),
    ...inlineMembers(model, service, subset),
  ];
  if (members.length === 0) return nothing;
  const isMixedUp = service.resolution === 'dns' && isFilled(found.settings.failoverPriority);
  if (isMixedUp && new Set(members.map(({ locality }) => locality)).size > 1) {
    const what = `which addresses of ${service.host} are asked first`;
    return { notModelled: [`${what}: istiod mixes up places by labels where DNS resolves the addresses`] };
  }
  const by = found.by === 'trafficDistribution' && said !== undefined ? said : found.by;
  const from = client === undefined ? unknownClient : memberOf(model, client);
  const { ordersOtherNetworks } = routingBehaviour(model.release);
  const shares = localityShares(found, from, members, ordersOtherNetworks);
  if (shares === undefined) return nothing;
  return 'who' in shares ? { notModelled: [untoldText(service, by, shares)] } : { localities: shares };
}

/** ztunnel knows no DestinationRules, and follows the wish of the service alone. */
function ztunnelSettings(model: MeshModel, service: MeshService): LocalitySettings | NoLocality {
  const distribution = trafficDistributionOf(model, service);
  return distribution === undefined ? {} : wished(distribution);
}

function untoldText({ host }: MeshService, by: string, { who, label }: Untold): string {
  const where = label === topologyLabels.host ? 'on which node' : 'where';
  return `which pods of ${host} are asked first (${by}): manifests do not tell ${where} ${who.name} runs; ${remedy(label)}`;
}

function remedy(label: string): string {
  return label === topologyLabels.host
    ? 'give its Pods with nodeName'
    : 'label its pods topology.istio.io/locality, or give Pods and Nodes';
}

function leftToCluster({ host }: MeshService, said: string): ClusterLocalities {
  return {
    notModelled: [`which pods of ${host} are asked first (${said}): the cluster's own proxy decides`],
  };
}

/** The pods that a service with `internalTrafficPolicy: Local` has for a client: those of the client's node. */
export function onClientsNode(
  model: MeshModel,
  service: MeshService,
  workloads: readonly Workload[],
  client: Workload | undefined,
): { readonly workloads: readonly Workload[]; readonly notModelled?: string } {
  const { internalTrafficPolicy } = service.object.spec as { readonly internalTrafficPolicy?: string };
  if (service.origin !== 'service' || internalTrafficPolicy !== 'Local') return { workloads };
  const from = client === undefined ? unknownClient : memberOf(model, client);
  const untold = [from, ...workloads.map((one) => memberOf(model, one))].find(
    ({ node }) => node === undefined,
  );
  if (untold === undefined) {
    return { workloads: workloads.filter((one) => placeOf(model, one).node === from.node) };
  }
  const text = `internalTrafficPolicy Local leaves only the pods of ${service.host} on the client's node`;
  const where = `manifests do not tell on which node ${untold.name} runs`;
  return { workloads, notModelled: `${text}: ${where}; ${remedy(topologyLabels.host)}` };
}

const nothing: ClusterLocalities = {};
const unknownClient: Member = {
  name: 'the client',
  labels: {},
  locality: undefined,
  node: undefined,
  network: '',
  weight: 1,
};
