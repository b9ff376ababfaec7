import { groupOf, type KubernetesObject } from '../../kubernetes/identity';

/** An owner that an object names. */
export interface Owner {
  readonly uid: string;
  /** Whether it is the one that made the object and keeps it as it should be. */
  readonly controller: boolean;
}

/** An object in a namespace, without what it holds: of Secrets and ConfigMaps no values are read. */
export interface NamespaceItem extends KubernetesObject {
  readonly owners: readonly Owner[];
  /** The service account that a Secret with a token is for. */
  readonly tokenOf?: string;
  /** The Secrets that Kubernetes has made for a service account. */
  readonly tokens: readonly string[];
  /** What a ConfigMap holds, by its keys. */
  readonly keys: readonly string[];
}

/** What others keep in every namespace: Kubernetes its certificate, istiod those of the mesh. */
const kept: Readonly<Record<string, { readonly key: string; readonly label?: string }>> = {
  'kube-root-ca.crt': { key: 'ca.crt' },
  'istio-ca-root-cert': { key: 'root-cert.pem', label: 'istio.io/config' },
  'istio-ca-crl': { key: 'ca-crl.pem', label: 'istio.io/config' },
};

/** Whether Kubernetes or Istio put an object there by themselves, as they do in every namespace or for what is ours. */
export function isAutomatic(
  item: NamespaceItem,
  isOurs: (kind: string, name: string) => boolean,
  tokens: ReadonlySet<string>,
): boolean {
  const { name, labels } = item.metadata;
  if (groupOf(item.apiVersion) !== '') return false;
  switch (item.kind) {
    case 'ServiceAccount':
      return name === 'default';
    case 'ConfigMap': {
      const known = Object.hasOwn(kept, name) ? kept[name] : undefined;
      // A user's own may have the name; nothing is lost with one that is empty.
      if (known === undefined || item.keys.some((key) => key !== known.key)) return false;
      return item.keys.length === 0 || known.label === undefined || labels?.[known.label] === 'true';
    }
    case 'Endpoints':
      // Before EndpointSlices, each Service has Endpoints of its name.
      return isOurs('Service', name);
    case 'Secret':
      // Before Kubernetes 1.24, each account has a Secret with its token, and names it; a user's own it does not.
      if (item.tokenOf === undefined || !tokens.has(name)) return false;
      return item.tokenOf === 'default' || isOurs('ServiceAccount', item.tokenOf);
    default:
      return false;
  }
}

/** What the controllers of Kubernetes and istiod make of an object, by its kind; what is not here they make of none. */
const made: Readonly<Record<string, readonly string[]>> = {
  '/Endpoints': ['discovery.k8s.io/EndpointSlice'],
  '/Pod': ['/PersistentVolumeClaim', 'resource.k8s.io/ResourceClaim'],
  '/ReplicationController': ['/Pod'],
  '/Service': ['discovery.k8s.io/EndpointSlice'],
  'apps/DaemonSet': ['/Pod', 'apps/ControllerRevision'],
  'apps/Deployment': ['apps/ReplicaSet'],
  'apps/ReplicaSet': ['/Pod'],
  'apps/StatefulSet': ['/Pod', 'apps/ControllerRevision', '/PersistentVolumeClaim'],
  'batch/CronJob': ['batch/Job'],
  'batch/Job': ['/Pod'],
  'gateway.networking.k8s.io/Gateway': [
    '/Service',
    '/ServiceAccount',
    'apps/Deployment',
    'autoscaling/HorizontalPodAutoscaler',
    'policy/PodDisruptionBudget',
  ],
};

/**
 * Whether an object was made by its owner, and not by a user who had it owned: an account owns claims only because
 * somebody said so.
 */
export function madeBy(item: KubernetesObject, owner: KubernetesObject, { controller }: Owner): boolean {
  const [kind, by] = [kindOf(item), kindOf(owner)];
  // istiod does not say that it is a Gateway's controller, nor do network plugins of what they note of a pod.
  const silent = by.endsWith('/Gateway') || (by === '/Pod' && isCustom(item));
  if (!controller && !silent) return false;
  if (Object.hasOwn(made, by) && made[by]?.includes(kind)) return true;
  return by === '/Pod' ? isCustom(item) : isCustom(owner);
}

/** Whether a kind is of neither Kubernetes nor Istio: what its controller makes is not known here. */
function isCustom({ apiVersion }: KubernetesObject): boolean {
  const group = groupOf(apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io') && !group.endsWith('.istio.io');
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${groupOf(apiVersion)}/${kind}`;
}
