import type { IConstruct } from 'constructs';
import { type Fault, fault, within } from '../../diagnostics/fault';
import type { Destination, PortDestination } from '../../istio/references/destination';
import { gatewayApiGateway, type IGatewayApiGateway } from '../../istio/references/gateway-api-ref';
import { type IMeshService, meshService, portFault, portOf } from '../../istio/references/mesh-service';
import { partsOf } from '../../istio/references/policy-target';
import { unreadFault } from '../../istio/references/request-reader';
import { type IServiceEntry, serviceEntryObject } from '../../istio/references/service-entry-ref';
import type { ObjectPlace } from '../../istio/resource';
import { type Check, isPlain, text } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { isObjectName, objectName } from '../../values/object-name';
import { portNumber } from '../../values/port';
import { optional, reference, variants } from '../../values/shape';
import type { ListenerFacts } from './listener-facts';
import { renderNamespace } from './object-ref';

/** Listeners beside those of a Gateway: one of this app, or `ListenerSet.named`. */
export interface IListenerSet {
  readonly kind: 'listener-set';
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What has listeners; those of this app are known. */
export type ListenerParent = (IGatewayApiGateway | IListenerSet) & {
  readonly listeners?: readonly ListenerFacts[];
  readonly construct?: IConstruct;
};

/** One listener of a gateway, or all those of a port. */
export interface ParentSection {
  readonly kind: 'parent-section';
  readonly of: ListenerParent;
  readonly sectionName?: string;
  readonly port?: number;
}

export const ParentSection = {
  /** One listener of what is not described in this app, by its name, its port, or both. */
  of(
    parent: IGatewayApiGateway | IListenerSet,
    section: { readonly sectionName: string; readonly port?: number } | { readonly port: number },
  ): ParentSection {
    return { kind: 'parent-section', of: parent, ...section };
  },
};

/**
 * What a route is attached to: a Gateway, its listeners, those of a ListenerSet, or, for requests between workloads, a
 * service of the mesh or one port of it.
 */
export type Parent =
  | ListenerParent
  | ParentSection
  | IMeshService
  | IServiceEntry
  | PortDestination<'sidecar' | 'waypoint'>;

export const listenerName: Check<string> = text({
  holds: isObjectName,
  problem: 'a listener is named by a DNS name',
  instead: "use lower-case letters, digits and dashes, such as 'http'",
});

const listenerSet = reference<IListenerSet>(
  'a set of listeners',
  "give a ListenerSet, or ListenerSet.named('team', { namespace: 'demo' })",
  ['listener-set'],
  { name: objectName, namespace: optional(namespaceName) },
);

const listenerParent: Check<ListenerParent> = (value: ListenerParent) =>
  isPlain(value) && value.kind === 'listener-set'
    ? listenerSet(value)
    : gatewayApiGateway(value as IGatewayApiGateway);

const section = variants<ParentSection>(
  'a listener',
  {
    'parent-section': {
      of: listenerParent,
      sectionName: optional(listenerName),
      port: optional(portNumber),
    },
  },
  ({ sectionName, port }) =>
    sectionName === undefined && port === undefined
      ? within('sectionName', fault('a listener is chosen by its name or its port', sectionName, 'name one'))
      : undefined,
);

const checks: Readonly<Record<Parent['kind'], Check<never>>> = {
  'gateway-api-gateway': gatewayApiGateway,
  'listener-set': listenerSet,
  'parent-section': section,
  service: meshService,
  microservice: meshService,
  'service-entry': serviceEntryObject,
  destination: (value: Destination) =>
    within('service', meshService(value.service)) ??
    within('port', portFault(value.service, value.port)) ??
    within('subset', subsetFault(value)),
};

export const parent: Check<Parent> = (value: unknown) => {
  const kind = isPlain(value) && typeof value.kind === 'string' ? value.kind : '';
  if (Object.hasOwn(checks, kind)) return checks[kind as Parent['kind']](value as never);
  return fault(
    'a route is attached to gateways of the Gateway API and to services of the mesh',
    value,
    "give a Gateway, gateway.listener('http'), a Microservice, or Gateway.named('shared', { namespace: 'ingress' })",
  );
};

function subsetFault({ subset }: Destination): Fault | undefined {
  return subset === undefined
    ? undefined
    : fault('a route is attached to a service, not to a subset', subset, 'give the service, or a port of it');
}

/** What has the listeners that a parent means; undefined for services. */
export function listenersOf(parent: Parent): ListenerParent | undefined {
  if (parent.kind === 'parent-section') return parent.of;
  return parent.kind === 'gateway-api-gateway' || parent.kind === 'listener-set' ? parent : undefined;
}

/** The constructs among some parents. */
export function parentConstructs(parents: readonly Parent[]): readonly IConstruct[] {
  return parents.flatMap((parent) => listenersOf(parent)?.construct ?? []);
}

/** A parent as the generated types of every route have it. */
export interface RenderedParent {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

export function renderParent(parent: Parent, { mesh, namespace: own }: ObjectPlace): RenderedParent {
  switch (parent.kind) {
    case 'gateway-api-gateway':
      return { name: parent.name, ...renderNamespace(parent.namespace, own) };
    case 'listener-set':
      return {
        group: 'gateway.networking.k8s.io',
        kind: 'ListenerSet',
        name: parent.name,
        ...renderNamespace(parent.namespace, own),
      };
    case 'parent-section':
      return {
        ...renderParent(parent.of, { mesh, namespace: own } as ObjectPlace),
        ...(parent.sectionName !== undefined && { sectionName: parent.sectionName }),
        ...(parent.port !== undefined && { port: parent.port }),
      };
    case 'service-entry': {
      const { name, namespace } = parent as IServiceEntry;
      return {
        group: 'networking.istio.io',
        kind: 'ServiceEntry',
        name,
        ...renderNamespace(namespace, own),
      };
    }
    case 'service':
    case 'microservice': {
      const { name = '', namespace } = partsOf(parent.host, mesh) ?? {};
      return { group: '', kind: 'Service', name, ...renderNamespace(namespace, own) };
    }
    case 'destination': {
      const port = portOf(parent.service, parent.port);
      return {
        ...renderParent(parent.service as IMeshService, { mesh, namespace: own } as ObjectPlace),
        ...(port !== undefined && { port }),
      };
    }
    default:
      return parent satisfies never;
  }
}

/** Refuses services that no route can be attached to, and a parent that is named twice. */
export function parentsFault(parents: readonly Parent[], place: ObjectPlace): Fault | undefined {
  const seen = new Map<string, (string | undefined)[]>();
  for (const [index, parent] of parents.entries()) {
    const service = parent.kind === 'destination' ? parent.service : parent;
    const unread =
      'requestsReadBy' in service
        ? unreadFault(service, 'host' in service ? service.host : service.name)
        : undefined;
    if (unread) return within(index, unread);
    if (service.kind === 'service' && partsOf(service.host, place.mesh) === undefined) {
      return within(
        index,
        fault(
          'a route is attached to Services of the cluster',
          service.host,
          `write a host such as 'reviews.demo.svc.${place.mesh.clusterDomain}', or give the ServiceEntry`,
        ),
      );
    }
    const { sectionName, port, ...object } = renderParent(parent, place);
    const key = JSON.stringify(object);
    const sections = seen.get(key) ?? [];
    const own = sectionName ?? (port === undefined ? undefined : String(port));
    if (
      sections.length > 0 &&
      (own === undefined || sections.includes(own) || sections.includes(undefined))
    ) {
      return within(
        index,
        fault(
          'the route is attached to it twice',
          object.name,
          'name it once, or each time another listener',
        ),
      );
    }
    seen.set(key, [...sections, own]);
  }
  return undefined;
}
