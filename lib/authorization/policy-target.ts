import { carries } from '../kubernetes/label-selector';
import type { ObjectOf } from '../model/mesh-kinds';
import type { MeshModel } from '../model/mesh-model';
import type { MeshService } from '../model/service';
import type { Workload } from '../model/workload';

type Policy = ObjectOf<'authorizationPolicies'> | ObjectOf<'requestAuthentications'>;

/** Where policies are asked: a workload's own proxy, or a waypoint for one of its services. */
export interface PolicyPlace {
  readonly workload: Workload;
  /** The service that a waypoint is asked for. */
  readonly service?: MeshService;
  readonly waypoint?: boolean;
}

const gatewayNameLabel = 'gateway.networking.k8s.io/gateway-name';

/**
 * Whether a policy holds in a place: by its target where it names one, else by its selector, in its own namespace or,
 * from the root namespace, in all.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
 */
export function holdsIn(
  policy: Policy,
  { workload, service, waypoint }: PolicyPlace,
  model: MeshModel,
): boolean {
  const { rootNamespace } = model.settings;
  if (policy.namespace !== workload.namespace && policy.namespace !== rootNamespace && !waypoint)
    return false;
  const { targetRef, targetRefs } = policy.spec;
  const targets = targetRefs?.length ? targetRefs : targetRef ? [targetRef] : [];
  if (targets.length === 0) {
    if (waypoint) return false;
    return carries(workload.labels, policy.spec.selector?.matchLabels ?? {});
  }
  const gateway = workload.labels[gatewayNameLabel];
  const isOwn = policy.namespace === workload.namespace;
  return targets.some(({ group = '', kind = '', name = '', namespace }) => {
    switch (`${group}/${kind}`) {
      case 'gateway.networking.k8s.io/Gateway':
        return gateway === name && isOwn && (!namespace || namespace === workload.namespace);
      case 'gateway.networking.k8s.io/GatewayClass':
        return waypoint === true && policy.namespace === rootNamespace && name === 'istio-waypoint';
      case '/Service':
      case 'core/Service':
        return waypoint === true && service?.origin === 'service' && isNamed(service, policy.namespace, name);
      case 'networking.istio.io/ServiceEntry':
        return (
          waypoint === true && service?.origin === 'service-entry' && isNamed(service, policy.namespace, name)
        );
      default:
        return false;
    }
  });
}

function isNamed(service: MeshService, namespace: string, name: string): boolean {
  return service.namespace === namespace && service.name === name;
}
