import { hostCovers, hostsOverlap } from '../../model/host-name';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import type { MeshService } from '../../model/service';
import { isExportedTo, sidecarOf } from '../../model/visibility';
import { routingBehaviour } from '../../release/routing-behaviour';
import type { Labels } from '../../values/labels';
import { inTextOrder } from '../../values/text-order';
import type { RoutingRule } from './rule';

/** What a client's proxy is told of: services and rules, for all ports or for one. */
export interface EgressListener {
  /** The port that a Sidecar names; all others where left out. */
  readonly port?: number;
  readonly protocol?: string;
  readonly services: readonly MeshService[];
  readonly rules: readonly RoutingRule[];
}

/** What clients of a namespace know, as a Sidecar limits it. */
export interface ClientScope {
  readonly namespace: string;
  readonly listeners: readonly EgressListener[];
  /** Every service that a cluster is made for, by its host. */
  readonly services: ReadonlyMap<string, MeshService>;
  /** What happens with hosts that the mesh does not know. */
  readonly outbound: 'allow-any' | 'registry-only';
  readonly sidecar?: ObjectOf<'sidecars'>;
}

/** The scope of the sidecars of a namespace with these labels. */
export function sidecarScope(
  model: MeshModel,
  rules: readonly RoutingRule[],
  namespace: string,
  labels: Labels,
): ClientScope {
  const sidecar = sidecarOf(model, namespace, labels);
  return scopeOf(model, rules, namespace, sidecar);
}

/** The Sidecar that decides a scope, to know scopes by. */
export function scopeKey(model: MeshModel, namespace: string, labels: Labels): string {
  const sidecar = sidecarOf(model, namespace, labels);
  return sidecar === undefined ? namespace : `${namespace} ${sidecar.namespace}/${sidecar.name}`;
}

/** The scope of gateways: everything that is exported to their namespace. */
export function gatewayScope(model: MeshModel, namespace: string): ClientScope {
  return scopeOf(model, [], namespace, undefined);
}

function scopeOf(
  model: MeshModel,
  rules: readonly RoutingRule[],
  namespace: string,
  sidecar: ObjectOf<'sidecars'> | undefined,
): ClientScope {
  const exported = inTakingOrder(model.services.filter((one) => isSeen(one, namespace)));
  const visible = rulesFor(rules, 'mesh', namespace);
  const egress = sidecar?.spec.egress?.length ? sidecar.spec.egress : [{ hosts: ['*/*'] }];
  const listeners = egress.map((one): EgressListener => {
    const imports = importsOf(one.hosts ?? [], namespace);
    const port = 'port' in one ? one.port : undefined;
    const services = oneNamespaceEach(
      exported
        .filter(({ host, namespace: owner }) => imports.has(owner, host))
        .flatMap((service) => (port?.number === undefined ? [service] : onlyPort(service, port.number))),
      namespace,
    );
    return {
      services,
      rules: visible.filter((rule) => rule.hosts.some((host) => imports.hasRule(rule, host))),
      ...(port?.number !== undefined && { port: port.number }),
      ...(port?.protocol !== undefined && { protocol: port.protocol }),
    };
  });
  const mode = sidecar?.spec.outboundTrafficPolicy?.mode;
  return {
    namespace,
    listeners,
    services: clustered(model, listeners, namespace),
    outbound:
      sidecar?.spec.outboundTrafficPolicy === undefined
        ? model.settings.outbound
        : mode === 'ALLOW_ANY'
          ? 'allow-any'
          : 'registry-only',
    ...(sidecar && { sidecar }),
  };
}

function isSeen({ exportTo, namespace: owner }: MeshService, client: string): boolean {
  return exportTo.includes('*') || (!exportTo.includes('~') && isExportedTo(exportTo, owner, client));
}

/** The order in which istiod takes services: what is exported to few before what all see, the oldest first. */
function inTakingOrder(services: readonly MeshService[]): MeshService[] {
  const rank = ({ exportTo }: MeshService) => (exportTo.includes('*') ? 1 : 0);
  const text = (service: MeshService) => [service.object.created, service.name, service.namespace].join('\0');
  return [...services].sort((a, b) => rank(a) - rank(b) || inTextOrder(text(a), text(b)));
}

/** The rules of a gateway or of the mesh for proxies of a namespace, in the order in which they take hosts. */
export function rulesFor(rules: readonly RoutingRule[], gateway: string, namespace: string): RoutingRule[] {
  const own: RoutingRule[] = [];
  const exported: RoutingRule[] = [];
  const consumer: RoutingRule[] = [];
  const open: RoutingRule[] = [];
  for (const rule of rules) {
    if (!rule.gateways.includes(gateway)) continue;
    const { exportTo } = rule;
    if (exportTo.includes('*')) {
      const isOwnRoute = rule.semantics === 'gateway-api' && rule.namespace === namespace;
      (isOwnRoute ? consumer : open).push(rule);
    } else if (exportTo.includes('~')) {
    } else if (rule.namespace === namespace && (exportTo.includes('.') || exportTo.includes(namespace))) {
      own.push(rule);
    } else if (exportTo.includes(namespace)) exported.push(rule);
  }
  return [...own, ...exported, ...consumer, ...open];
}

interface Imports {
  has(owner: string, host: string): boolean;
  hasRule(rule: RoutingRule, host: string): boolean;
}

/** What the hosts of an egress listener let in: `namespace/host`, either perhaps `*`. */
function importsOf(written: readonly string[], client: string): Imports {
  const byNamespace = new Map<string, string[]>();
  for (const one of written) {
    const slash = one.indexOf('/');
    const namespace = one.slice(0, slash) === '.' ? client : one.slice(0, slash);
    const hosts = byNamespace.get(namespace);
    const host = one.slice(slash + 1).toLowerCase();
    if (hosts === undefined) byNamespace.set(namespace, [host]);
    else hosts.push(host);
  }
  const any = (owner: string, test: (host: string) => boolean) =>
    byNamespace.get(owner)?.some(test) || byNamespace.get('*')?.some(test) || false;
  return {
    has: (owner, host) => any(owner, (imported) => hostCovers(imported, host)),
    hasRule: ({ namespace, semantics }, host) =>
      any(namespace, (imported) =>
        semantics === 'gateway-api' ? hostCovers(imported, host) : hostsOverlap(imported, host),
      ),
  };
}

function onlyPort(service: MeshService, port: number): MeshService[] {
  const found = service.ports.filter(({ number }) => number === port);
  return found.length === 0 ? [] : [{ ...service, ports: found }];
}

/** Of a host that several namespaces have, those of one: the client's own, else with a Kubernetes Service, else the first. */
function oneNamespaceEach(services: readonly MeshService[], client: string): MeshService[] {
  const chosen = new Map<string, MeshService>();
  for (const service of services) {
    const before = chosen.get(service.host);
    const isBetter =
      before === undefined ||
      service.namespace === client ||
      (before.origin !== 'service' && service.origin === 'service' && before.namespace !== client);
    if (isBetter) chosen.set(service.host, service);
  }
  return services.filter(({ host, namespace }) => chosen.get(host)?.namespace === namespace);
}

/** The services that get clusters: what is imported, and what the rules that are imported lead to. */
function clustered(
  model: MeshModel,
  listeners: readonly EgressListener[],
  client: string,
): ReadonlyMap<string, MeshService> {
  const found = new Map<string, MeshService>();
  const add = (service: MeshService) => {
    const before = found.get(service.host);
    if (before === undefined) found.set(service.host, service);
    else if (before.origin !== 'service' && service.origin === 'service') found.set(service.host, service);
    else if (before.origin === service.origin && before.namespace === service.namespace) {
      found.set(service.host, withPortsOf(before, service));
    }
  };
  for (const { services } of listeners) services.forEach(add);
  for (const { rules } of listeners) {
    for (const host of new Set(rules.flatMap(destinationHosts))) {
      if (found.has(host)) continue;
      const service = inferred(model, host, client);
      if (service !== undefined) add(service);
    }
  }
  return found;
}

function withPortsOf(service: MeshService, other: MeshService): MeshService {
  const more = other.ports.filter(({ number }) => !service.ports.some((port) => port.number === number));
  return more.length === 0 ? service : { ...service, ports: [...service.ports, ...more] };
}

function destinationHosts({ http, tls, tcp }: RoutingRule): string[] {
  const destinations = [
    ...http.flatMap(({ spec }) => [
      ...(spec.route ?? []).map(({ destination }) => destination),
      spec.mirror,
      ...(spec.mirrors ?? []).map(({ destination }) => destination),
    ]),
    ...[...tls, ...tcp].flatMap(({ route }) => route.map(({ destination }) => destination)),
  ];
  return destinations.map((destination) => destination?.host ?? '').filter((host) => host !== '');
}

function inferred(model: MeshModel, host: string, client: string): MeshService | undefined {
  const named = model.servicesByHost.get(host) ?? [];
  const own = named.find(({ namespace }) => namespace === client);
  if (own !== undefined) return own;
  const seen = named.filter((service) => isSeen(service, client));
  if (!routingBehaviour(model.release).picksBestNamespace) {
    return seen.sort((a, b) => (a.namespace < b.namespace ? -1 : 1))[0];
  }
  const ordered = inTakingOrder(seen);
  return ordered.find(({ origin }) => origin === 'service') ?? ordered[0];
}
