import { hostCovers, hostsOverlap } from '../../model/host-name';
import { isHttp } from '../../model/protocol';
import type { MeshService } from '../../model/service';
import type { LeftOut, RouteTable, VirtualHost } from '../envoy/configuration';
import type { Route } from '../envoy/route-configuration';
import { type RouteContext, retriesOf, routesOf } from './http-routes';
import type { RoutingRule } from './rule';
import { domainsOf } from './service-domains';

/** What a sidecar's routes of one port are made from. */
export interface PortSources {
  readonly port: number;
  /** Those that have the port. */
  readonly services: readonly MeshService[];
  readonly rules: readonly RoutingRule[];
  readonly context: RouteContext;
  readonly outbound: 'allow-any' | 'registry-only';
  readonly clusterDomain: string;
}

interface Wrapper {
  readonly hosts: readonly string[];
  readonly services: readonly MeshService[];
  readonly routes: readonly Route[];
  readonly left: readonly LeftOut[];
}

/**
 * The virtual hosts of a port: of each rule for the services that it names, then of the services that no rule names.
 * The first to take a name keeps it.
 */
export function sidecarRouteTable(sources: PortSources): RouteTable {
  const left: (LeftOut & { readonly host: string })[] = [];
  const wrappers = wrappersOf(sources, left);
  const { context, clusterDomain } = sources;
  const known = new Set(wrappers.flatMap(({ services }) => services.map(({ host }) => host)));
  const aliases = aliasesOf(sources.services);
  const taken = new Set<string>();
  const named = new Set<string>();
  const hosts: VirtualHost[] = [];
  const add = (name: string, domains: readonly string[], expanded: ReadonlySet<string>, wrapper: Wrapper) => {
    if (named.has(name)) return;
    named.add(name);
    const free = domains.filter(
      (domain) => !taken.has(domain) && !(expanded.has(domain) && known.has(domain)),
    );
    for (const domain of free) taken.add(domain);
    if (free.length === 0) return;
    const rest = wrapper.left.length > 0 ? { left: wrapper.left } : {};
    hosts.push({ domains: free, routes: wrapper.routes, ...rest });
  };
  for (const wrapper of wrappers) {
    for (const host of wrapper.hosts) add(host, [host], new Set(), wrapper);
    for (const service of wrapper.services) {
      const { domains, expanded } = domainsOf(
        service,
        aliases.get(service.host) ?? [],
        context.namespace,
        clusterDomain,
      );
      add(service.host, domains, expanded, wrapper);
    }
  }
  hosts.push(catchAll(sources));
  return { name: String(sources.port), hosts, ...(left.length > 0 && { left }) };
}

function catchAll({ outbound }: PortSources): VirtualHost {
  const everything = { name: 'passthrough', match: { path: { kind: 'prefix', value: '/' } } } as const;
  if (outbound === 'registry-only') {
    return {
      domains: ['*'],
      unknown: 'blackhole',
      routes: [{ ...everything, action: { kind: 'respond', status: 502 } }],
    };
  }
  return {
    domains: ['*'],
    unknown: 'passthrough',
    routes: [
      {
        ...everything,
        action: {
          kind: 'forward',
          destinations: [{ cluster: passthroughCluster, weight: 1 }],
          missing: 503,
          timeout: 0,
          mirrors: [],
        },
      },
    ],
  };
}

/** Where requests go that the proxy knows nothing of: on to the address that the client called. */
export const passthroughCluster = 'PassthroughCluster';

function wrappersOf(
  { port, services, rules, context }: PortSources,
  left: (LeftOut & { readonly host: string })[],
): Wrapper[] {
  const registry = new Map(services.map((service) => [service.host, service]));
  const selected =
    port === 80 ? rules : rules.filter(({ hosts }) => hosts.some((host) => selectsAny(host, registry)));
  const best = mostSpecific(rules, services);
  const wrappers: Wrapper[] = [];
  for (const rule of selected) {
    const made = routesOf(rule, context);
    const { hosts, services: own } = separated(rule, registry, best);
    if (made.routes.length === 0) {
      for (const host of [...hosts, ...own.map((service) => service.host)]) {
        left.push(...made.left.map((one) => ({ ...one, host })));
      }
      continue;
    }
    const mine =
      rule.semantics === 'istio'
        ? own
        : own.filter(({ namespace }) => namespace === rule.namespace || context.namespace === rule.namespace);
    if (rule.semantics === 'gateway-api' && mine.length === 0) continue;
    const routable = mine.filter((service) => isRoutable(service, port));
    // Names that no service has are answered on port 80 alone, and beside services.
    if (routable.length === 0 && port !== 80) continue;
    if (routable.length === 0 && mine.length > 0 && port !== 80) continue;
    wrappers.push({ hosts, services: routable, routes: made.routes, left: made.left });
  }
  const ruled = new Set(wrappers.flatMap(({ services: own }) => own.map(({ host }) => host)));
  for (const service of registry.values()) {
    if (ruled.has(service.host) || service.externalName !== undefined || !isRoutable(service, port)) continue;
    wrappers.push({ hosts: [], services: [service], routes: [defaultRoute(service, context)], left: [] });
  }
  return wrappers;
}

function isRoutable({ ports }: MeshService, port: number): boolean {
  return ports.some(
    ({ number, protocol }) => number === port && (isHttp(protocol) || protocol === 'unknown'),
  );
}

function selectsAny(host: string, registry: ReadonlyMap<string, MeshService>): boolean {
  if (registry.has(host)) return true;
  for (const service of registry.keys()) {
    if ((host.startsWith('*') || service.startsWith('*')) && hostsOverlap(host, service)) return true;
  }
  return false;
}

/** The hosts of a rule that are services, and those that are not. */
function separated(
  rule: RoutingRule,
  registry: ReadonlyMap<string, MeshService>,
  best: ReadonlyMap<string, RoutingRule>,
): { readonly hosts: string[]; readonly services: MeshService[] } {
  const hosts: string[] = [];
  const services: MeshService[] = [];
  for (const host of rule.hosts) {
    const service = host.startsWith('*') ? undefined : registry.get(host);
    if (service !== undefined) services.push(service);
    else if (!host.startsWith('*') || rule.semantics === 'gateway-api') hosts.push(host);
    else {
      const covered = [...registry.values()].filter((one) => hostCovers(host, one.host));
      services.push(...covered.filter((one) => best.get(one.host) === rule));
      if (covered.length === 0) hosts.push(host);
    }
  }
  return { hosts, services };
}

/** Of rules with wildcards the one that fits a service best: its own name, else the longest wildcard, the first of equals. */
function mostSpecific(
  rules: readonly RoutingRule[],
  services: readonly MeshService[],
): ReadonlyMap<string, RoutingRule> {
  const exact = new Map<string, RoutingRule>();
  const wild = new Map<string, RoutingRule>();
  for (const rule of rules) {
    for (const host of rule.hosts) {
      const map = host.startsWith('*') ? wild : exact;
      if (!map.has(host)) map.set(host, rule);
    }
  }
  const best = new Map<string, RoutingRule>();
  if (wild.size === 0) return best;
  for (const { host } of services) {
    const own = exact.get(host);
    const [wildcard] = [...wild.keys()]
      .filter((one) => hostCovers(one, host))
      .sort((a, b) => b.length - a.length);
    const found = own ?? (wildcard === undefined ? undefined : wild.get(wildcard));
    if (found !== undefined) best.set(host, found);
  }
  return best;
}

/** The names of type ExternalName by the service that they stand for. */
function aliasesOf(services: readonly MeshService[]): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, string[]>();
  for (const { host, externalName } of services) {
    if (externalName === undefined) continue;
    aliases.set(externalName, [...(aliases.get(externalName) ?? []), host]);
  }
  return aliases;
}

function defaultRoute(service: MeshService, context: RouteContext): Route {
  const retries = retriesOf(context.defaultRetries);
  return {
    name: 'default',
    match: { path: { kind: 'prefix', value: '/' } },
    action: {
      kind: 'forward',
      destinations: [{ cluster: `outbound|${context.port}||${service.host}`, weight: 1 }],
      missing: 503,
      timeout: 0,
      mirrors: [],
      ...(retries && { retries }),
    },
  };
}
