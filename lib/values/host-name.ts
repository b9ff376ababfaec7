import { isIPv4 } from 'node:net';
import { type Check, every, text } from './check';

/**
 * A fully qualified host (`reviews.demo.svc.cluster.local`, `api.example.com`), a wildcard below a domain
 * (`*.example.com`) or `*`. A short name such as `reviews` is not one: Istio would read it relative to the
 * namespace of whichever object names it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export type HostName = '*' | `${string}.${string}`;

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Whether a text is a DNS name, a wildcard below one, an IPv4 address or `*`. */
export function isHostName(host: string): host is HostName {
  if (host === '*' || isIPv4(host)) return true;
  const labels = host.replace(/^\*(\.|-(?=.*\.))/, '').split('.');
  return (
    host.length <= 253 &&
    host.includes('.') &&
    labels.every((part) => label.test(part)) &&
    !/^\d+$/.test(labels.at(-1) as string)
  );
}

/** A DNS name, a wildcard below one, an IPv4 address or `*`. */
export const hostName: Check<HostName> = text({
  holds: isHostName,
  problem: 'a host must be a fully qualified DNS name',
  instead: "write '*', a name such as 'reviews.demo.svc.cluster.local' or a wildcard such as '*.example.com'",
});

/** As {@link hostName}, and no IP address: what Istio knows services by, and what clients ask for in TLS. */
export const dnsName: Check<HostName> = every(
  hostName,
  text({
    holds: (host) => !isIPv4(host),
    problem: "the host can't be an IP address",
    instead: 'write the DNS name',
  }),
);

/** As {@link hostName}, and no wildcard. */
export const exactHostName: Check<HostName> = every(
  text({
    holds: (host) => !host.includes('*'),
    problem: "the host can't be a wildcard",
    instead: 'write one fully qualified host',
  }),
  hostName,
);

/** Whether a host, perhaps a wildcard, stands for all that `name` stands for. */
export function covers(host: HostName, name: HostName): boolean {
  return host === name || (host.startsWith('*') && name.endsWith(host.slice(1)));
}
