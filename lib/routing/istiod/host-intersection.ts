import { hostCovers } from '../../model/host-name';

/** The hosts of a server that namespaces may use: those that name it, and those that name none. */
export function hostsForNamespace(hosts: readonly string[], namespace: string): string[] {
  return hosts.flatMap((host) => {
    const slash = host.indexOf('/');
    if (slash === -1) return [host];
    const owner = host.slice(0, slash);
    return owner === namespace || owner === '*' ? [host.slice(slash + 1)] : [];
  });
}

/** Of each pair of hosts that overlap the narrower one. */
export function intersection(hosts: readonly string[], others: readonly string[]): string[] {
  const found = new Set<string>();
  for (const host of hosts.map((one) => one.toLowerCase())) {
    for (const other of others) {
      if (hostCovers(other, host)) found.add(host);
      else if (hostCovers(host, other)) found.add(other);
    }
  }
  return [...found];
}
