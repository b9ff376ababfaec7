import { carries } from '../../kubernetes/label-selector';
import type { WorkloadEntrySpec } from '../../model/kinds/networking';
import { type Place, placeOf } from '../../model/locality';
import type { MeshModel } from '../../model/mesh-model';
import type { MeshService } from '../../model/service';
import type { Workload } from '../../model/workload';
import type { Labels } from '../../values/labels';
import { topologyLabels } from '../../values/topology-labels';

/** Who calls or answers, as locality load balancing sees them. */
export interface Member extends Place {
  readonly name: string;
  readonly labels: Labels;
  readonly network: string;
  /** How many pods it stands for, or the weight of its WorkloadEntry. */
  readonly weight: number;
}

/** A workload where it runs. */
export function memberOf(model: MeshModel, workload: Workload): Member {
  const { origin, object, namespace, name, labels } = workload;
  const spec = object.spec as {
    readonly weight?: unknown;
    readonly replicas?: unknown;
    readonly network?: unknown;
  };
  const number = origin === 'entry' ? spec.weight : spec.replicas;
  const own = origin === 'entry' && typeof spec.network === 'string' ? spec.network : '';
  return {
    ...placeOf(model, workload),
    name: `${namespace}/${name}`,
    labels,
    network: labels[topologyLabels.network] || own || clusterNetwork(model),
    weight: typeof number === 'number' && number > 0 ? number : 1,
  };
}

/** The endpoints that stand in a ServiceEntry itself. */
export function inlineMembers(model: MeshModel, service: MeshService, subset: Labels): Member[] {
  if (service.origin !== 'service-entry') return [];
  const { endpoints = [] } = service.object.spec as { readonly endpoints?: readonly WorkloadEntrySpec[] };
  return endpoints.flatMap(({ address = '', labels = {}, locality, network, weight }) => {
    if (!carries(labels, subset)) return [];
    const label = labels[topologyLabels.locality]?.replaceAll('.', '/');
    return [
      {
        name: address,
        labels,
        locality: locality || (label ?? ''),
        node: '',
        network: labels[topologyLabels.network] || network || clusterNetwork(model),
        weight: weight || 1,
      },
    ];
  });
}

/** The network of the cluster's pods, as `istioctl` and Helm label the namespace of the control plane. */
function clusterNetwork({ namespaces, settings }: MeshModel): string {
  return namespaces.get(settings.systemNamespace)?.labels[topologyLabels.network] ?? '';
}

/**
 * What a label of somebody is, with those that istiod puts there itself; empty where there is none, undefined where
 * manifests do not tell.
 */
export function labelOf({ labels, locality, node, network }: Member, label: string): string | undefined {
  const [region = '', zone = '', subzone = ''] = locality?.split('/') ?? [];
  const own = labels[label] ?? '';
  switch (label) {
    case topologyLabels.region:
      return locality === undefined ? undefined : region || own;
    case topologyLabels.zone:
      return locality === undefined ? undefined : zone || own;
    case topologyLabels.subzone:
      return locality === undefined ? undefined : subzone || own;
    case topologyLabels.host:
      return node === undefined ? undefined : node || own;
    case topologyLabels.network:
      return network;
    case topologyLabels.cluster:
      // All that is read here is of one cluster.
      return 'cluster';
    default:
      return own;
  }
}
