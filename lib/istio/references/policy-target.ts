import { type Fault, fault } from '../../diagnostics/fault';
import { type Check, isPlain } from '../../values/check';
import type { HostName } from '../../values/host-name';
import type { ObjectPlace } from '../resource';
import {
  gatewayApiGateway,
  type IGatewayApiGateway,
  type IGatewayClass,
  policyGatewayClass,
} from './gateway-api-ref';
import { type IMeshService, meshService } from './mesh-service';
import type { MeshSettings } from './mesh-settings';
import { unreadFault } from './request-reader';
import { type IServiceEntry, serviceEntryObject } from './service-entry-ref';

/** A Service of the cluster, as {@link IMeshService} has it. */
export interface ITargetService extends Pick<IMeshService, 'host' | 'requestsReadBy'> {
  readonly kind: 'service' | 'microservice';
}

/** An object that a policy is attached to. */
export type PolicyTarget = IGatewayApiGateway | IGatewayClass | ITargetService | IServiceEntry;

const checks: Readonly<Record<PolicyTarget['kind'], Check<never>>> = {
  'gateway-api-gateway': gatewayApiGateway,
  'gateway-class': policyGatewayClass,
  service: readService,
  microservice: readService,
  'service-entry': (entry: IServiceEntry) => serviceEntryObject(entry) ?? unreadFault(entry, entry.name),
};

/** Nothing but a waypoint looks at what a policy is attached to. */
function readService(service: IMeshService): Fault | undefined {
  return meshService(service) ?? unreadFault(service, service.host);
}

/** One of them, whatever its kind. */
export const policyTarget: Check<PolicyTarget> = (value: unknown) => {
  const kind = isPlain(value) && typeof value.kind === 'string' ? value.kind : '';
  if (Object.hasOwn(checks, kind)) return checks[kind as PolicyTarget['kind']](value as never);
  return fault(
    'a policy is attached to gateways of the Gateway API, Services and ServiceEntries',
    value,
    "give a Microservice, or GatewayApiGateway.named('waypoint', { namespace: 'demo' })",
  );
};

/** Refuses what lies where a policy does not reach: in another namespace than its own. */
export function foreignTarget(target: PolicyTarget, { namespace, mesh }: ObjectPlace): Fault | undefined {
  if (target.kind === 'gateway-class') {
    return namespace === mesh.rootNamespace
      ? undefined
      : fault(
          'Istio reads policies for all waypoints in the root namespace only',
          namespace,
          `put it into a chart of the namespace '${mesh.rootNamespace}', or give the gateways themselves`,
        );
  }
  if (isService(target)) {
    const service = partsOf(target.host, mesh);
    if (service === undefined) {
      return fault(
        'policies are attached to Services of the cluster',
        target.host,
        `write a host such as 'reviews.demo.svc.${mesh.clusterDomain}', or give the ServiceEntry`,
      );
    }
    return elsewhere(service.namespace, namespace);
  }
  return elsewhere(target.namespace, namespace);
}

function isService(target: PolicyTarget): target is ITargetService {
  return target.kind === 'service' || target.kind === 'microservice';
}

function elsewhere(theirs: string | undefined, own: string | undefined): Fault | undefined {
  if (theirs === undefined || theirs === own) return undefined;
  return fault(
    `the object is for what lies in its own namespace, which is ${own === undefined ? 'not known here' : `'${own}'`}`,
    theirs,
    `put it into a chart of the namespace '${theirs}'`,
  );
}

/** The name and namespace of a Service by its host; `undefined` for a host outside the cluster. */
export function partsOf(host: HostName, { clusterDomain }: MeshSettings) {
  const end = `.svc.${clusterDomain}`;
  const [name, namespace, ...rest] = host.endsWith(end) ? host.slice(0, -end.length).split('.') : [];
  return name && namespace && name !== '*' && rest.length === 0 ? { name, namespace } : undefined;
}

/** Writes an object as a policy refers to it. */
export function renderTarget(target: PolicyTarget, mesh: MeshSettings) {
  switch (target.kind) {
    case 'gateway-api-gateway':
      return { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: target.name };
    case 'gateway-class':
      return { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: target.name };
    case 'service-entry':
      return { group: 'networking.istio.io', kind: 'ServiceEntry', name: target.name };
    case 'service':
    case 'microservice':
      return { group: '', kind: 'Service', name: partsOf(target.host, mesh)?.name ?? target.host };
    default:
      return target satisfies never;
  }
}
