import type { MeshService } from '../../model/service';

/**
 * The names by which a client of a namespace may call a service: in full, as short as the client's namespace allows,
 * by its aliases and its addresses.
 */
export function domainsOf(
  service: MeshService,
  aliases: readonly string[],
  client: string,
  clusterDomain: string,
): { readonly domains: readonly string[]; readonly expanded: ReadonlySet<string> } {
  const domains: string[] = [];
  const expanded = new Set<string>();
  for (const host of [service.host, ...aliases]) {
    const shorter = shortNames(host, client, clusterDomain);
    domains.push(host, ...shorter);
    for (const name of shorter) expanded.add(name);
  }
  if (service.origin === 'service' && service.headless)
    domains.push(...domains.map((domain) => `*.${domain}`));
  return { domains: [...domains, ...service.addresses.filter((one) => !one.includes('/'))], expanded };
}

/** `reviews`, `reviews.demo` and `reviews.demo.svc`; the first only within the namespace. */
function shortNames(host: string, client: string, clusterDomain: string): string[] {
  const names = [`${host}.`];
  if (!host.endsWith(`.svc.${clusterDomain}`)) return names;
  const rest = host.slice(0, -`.svc.${clusterDomain}`.length);
  const dot = rest.indexOf('.');
  if (dot === -1) return names;
  if (rest.slice(dot + 1) === client) names.push(rest.slice(0, dot));
  return [...names, `${rest}.svc`, rest];
}

/** Services by every name that a client of a namespace may call them by; the first to take a name keeps it. */
export function serviceNames(
  services: readonly MeshService[],
  client: string,
  clusterDomain: string,
): ReadonlyMap<string, MeshService> {
  const names = new Map<string, MeshService>();
  for (const service of services) {
    for (const name of domainsOf(service, [], client, clusterDomain).domains) {
      if (!names.has(name)) names.set(name, service);
    }
  }
  return names;
}
