import { ipVersion } from '../values/address-range';

/**
 * The host that istiod makes of a host in an object of `namespace`: a name without a dot is a Service of that
 * namespace; `reviews.demo` has one and stays what it is.
 */
export function fullHost(host: string, namespace: string, domain: string): string {
  return destinationHost(host, namespace, domain).toLowerCase();
}

/** The same of a destination, whose letters istiod takes as they are: `Reviews` is nobody's. */
export function destinationHost(host: string, namespace: string, domain: string): string {
  const isShort = host !== '' && !host.includes('.') && !host.includes('*') && !isAddress(host);
  return isShort ? `${host}.${namespace}.svc.${domain}` : host;
}

/** Whether a host is an address. */
export function isAddress(host: string): boolean {
  return ipVersion(host) !== 0;
}

/** Whether a host, perhaps a wildcard, stands for all that another stands for. */
export function hostCovers(host: string, other: string): boolean {
  return host === other || (host.startsWith('*') && other.endsWith(host.slice(1)));
}

/** Whether there is a name that both hosts stand for. */
export function hostsOverlap(a: string, b: string): boolean {
  return hostCovers(a, b) || hostCovers(b, a);
}

/** The Service that a full host names: its name and its namespace; undefined for a host outside of the cluster. */
export function serviceOfHost(
  host: string,
  domain: string,
): { readonly name: string; readonly namespace: string } | undefined {
  const end = `.svc.${domain}`;
  if (!host.endsWith(end)) return undefined;
  const [name = '', namespace = '', ...more] = host.slice(0, -end.length).split('.');
  return name !== '' && namespace !== '' && more.length === 0 ? { name, namespace } : undefined;
}
