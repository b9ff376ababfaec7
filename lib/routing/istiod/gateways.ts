import type { ListenerSpec } from '../../model/kinds/gateway-api';
import type { ServerSpec } from '../../model/kinds/networking';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import { inOrder } from '../../model/mesh-object';
import { madeOf } from '../../model/workload';
import type { ObjectReference } from '../envoy/origin';
import { type ListenerHolder, listenerHolders, routeParents } from './listeners';
import { referenceTo } from './object-reference';

/** A Gateway as istiod keeps it: one of Istio's own, or a listener of one of the Gateway API. */
export interface BoundGateway {
  /** `<namespace>/<name>`, by which rules are bound to it. */
  readonly key: string;
  readonly namespace: string;
  readonly object: ObjectReference;
  /** Labels of the pods that serve it; all pods where both this and `services` are left out. */
  readonly selector?: Readonly<Record<string, string>>;
  /** Hosts of the Services that it is reached by, of its own namespace. */
  readonly services?: readonly string[];
  readonly servers: readonly BoundServer[];
}

export interface BoundServer extends ServerSpec {
  /** Its place in the Gateway. */
  readonly index: number;
}

/** All Gateways, the oldest first. */
export function boundGateways(model: MeshModel): BoundGateway[] {
  const all = [
    ...model.gateways.map((object) => ({ object, bound: [ownGateway(object)] })),
    ...listenerHolders(model).map((holder) => ({ object: holder.object, bound: listenersOf(holder, model) })),
  ];
  return all.sort((a, b) => inOrder(a.object, b.object)).flatMap(({ bound }) => bound);
}

function ownGateway(object: ObjectOf<'gateways'>): BoundGateway {
  const { namespace, name, spec } = object;
  return {
    key: `${namespace}/${name}`,
    namespace,
    object: referenceTo(object),
    ...(spec.selector && { selector: spec.selector }),
    servers: (spec.servers ?? []).map((server, index) => ({
      ...server,
      hosts: (server.hosts ?? []).map((host) => sanitizedHost(host, namespace)),
      index,
    })),
  };
}

/** `./a.test` is of the Gateway's own namespace, `*` + `/a.test` of any. */
function sanitizedHost(host: string, namespace: string): string {
  if (host.startsWith('./')) return `${namespace}/${host.slice(2)}`;
  return host.startsWith('*/') ? host.slice(2) : host;
}

function listenersOf(holder: ListenerHolder, model: MeshModel): BoundGateway[] {
  const { object, gateway, listeners } = holder;
  const services = servicesOf(gateway, model);
  return routeParents(holder, model).map((parent, index) => ({
    key: parent.key,
    namespace: gateway.namespace,
    object: referenceTo(object),
    services,
    servers: [
      {
        index,
        hosts: parent.hosts.map((host) => sanitizedHost(host, object.namespace)),
        port: { number: parent.port, protocol: parent.protocol, name: 'default' },
        ...tlsOf(listeners[index]?.tls, parent.protocol),
      },
    ],
  }));
}

function servicesOf(gateway: ObjectOf<'kubernetesGateways'>, { settings, release }: MeshModel): string[] {
  const { spec, namespace } = gateway;
  const { domain } = settings;
  const addresses = (spec.addresses ?? []).filter(({ type }) => type === undefined || type === 'Hostname');
  if (addresses.length === 0)
    return [`${madeOf(gateway, 'gateway', release.version).name}.${namespace}.svc.${domain}`];
  return addresses.map(({ value = '' }) =>
    value.includes('.') ? value : `${value}.${namespace}.svc.${domain}`,
  );
}

function tlsOf(tls: ListenerSpec['tls'], protocol: string): Pick<ServerSpec, 'tls'> {
  if (tls === undefined && !['HTTPS', 'TLS'].includes(protocol)) return {};
  return { tls: { mode: tls?.mode === 'Passthrough' ? 'PASSTHROUGH' : 'SIMPLE' } };
}
