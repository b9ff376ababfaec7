import type { IConstruct } from 'constructs';
import { type Fault, fault, within } from '../../diagnostics/fault';
import {
  Destination,
  type PortDestination,
  type RouteTarget,
  routeTarget,
} from '../../istio/references/destination';
import { type AnyMeshService, portOf } from '../../istio/references/mesh-service';
import type { MeshSettings } from '../../istio/references/mesh-settings';
import { partsOf } from '../../istio/references/policy-target';
import type { ObjectPlace } from '../../istio/resource';
import { type Check, every, firstFault, isPlain } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { optional, shape } from '../../values/shape';
import { type ObjectRef, renderNamespace } from './object-ref';
import { grantFault, type IReferenceGrant, type Referrer } from './reference-grant-ref';

/**
 * Where a route leads: a service with one port, or a port of one such as `reviews.port('http')`. The Gateway API knows
 * no subsets: a version of its own has a Service of its own.
 */
export type BackendTarget = AnyMeshService | PortDestination;

/** A share of the requests. */
export interface WeightedBackend {
  readonly to: BackendTarget;
  /** Its part of the sum of all weights; none where it is 0. @default 1 */
  readonly weight?: number;
}

/** A backend, perhaps with its share. */
export type Backend = BackendTarget | WeightedBackend;

export const backendTarget: Check<BackendTarget> = every(
  routeTarget as Check<BackendTarget>,
  (target: RouteTarget) => {
    const { service, port, subset } = Destination.from(target);
    if (subset !== undefined) {
      return fault(
        'the Gateway API knows no subsets',
        subset,
        'give a service whose pods are that version alone, or write a VirtualService',
      );
    }
    return portOf(service, port) === undefined
      ? fault(
          'a backend is named with its port, which is not known of this service',
          service.host,
          `name it: MeshService.named('${service.host}', { ports: { http: 80 } })`,
        )
      : undefined;
  },
);

/** The most that a weight can be. */
export const weight = count(0, 1_000_000);

const weighted = shape<WeightedBackend>({ to: backendTarget, weight: optional(weight) });

export const backend: Check<Backend> = (value: Backend) =>
  isWeighted(value) ? weighted(value) : backendTarget(value);

/** Whether a backend is written with its share. */
export function isWeighted<W extends WeightedBackend>(value: BackendTarget | W): value is W {
  return isPlain(value) && !('kind' in value) && 'to' in value;
}

/** The target of a backend. */
export function targetOf(backend: Backend): BackendTarget {
  return isWeighted(backend) ? backend.to : backend;
}

/** An object as it is named with its port; the group and kind of a Service are left out. */
export interface RenderedBackend {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
}

/** What a backend is to a grant; a host that no Service of the cluster has is known to Istio by itself. */
function backendRef(target: BackendTarget, mesh: MeshSettings): ObjectRef {
  const { host } = Destination.from(target).service;
  const service = partsOf(host, mesh);
  return service === undefined
    ? { group: 'networking.istio.io', kind: 'Hostname', name: host, namespace: undefined }
    : { group: '', kind: 'Service', ...service };
}

/** Refuses backends of other namespaces that no grant lets be named. */
export function backendsFault(
  backends: readonly Backend[],
  referrer: Referrer,
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  return firstFault(backends.length, (index) =>
    within(index, backendFault(targetOf(backends[index] as Backend), referrer, place, grants)),
  );
}

/** Refuses a backend of another namespace that no grant lets be named. */
export function backendFault(
  target: BackendTarget,
  referrer: Referrer,
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  return grantFault(backendRef(target, place.mesh), referrer, place, grants);
}

export function renderTarget(target: BackendTarget, { mesh, namespace: own }: ObjectPlace): RenderedBackend {
  const { service, port } = Destination.from(target);
  const { group, kind, name, namespace } = backendRef(target, mesh);
  return defined<RenderedBackend>({
    ...(kind === 'Service' ? {} : { group, kind }),
    name,
    ...renderNamespace(namespace, own),
    port: portOf(service, port),
  });
}

export function renderBackend(backend: Backend, place: ObjectPlace) {
  return {
    ...renderTarget(targetOf(backend), place),
    ...(isWeighted(backend) && backend.weight !== undefined && { weight: backend.weight }),
  };
}

/** The grants among some that are described here, so that they are applied first. */
export function grantConstructs(grants: readonly IReferenceGrant[] | undefined): readonly IConstruct[] {
  return (grants ?? []).flatMap(({ construct }) => construct ?? []);
}
