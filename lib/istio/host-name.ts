import { ConfigError } from '../error';

/**
 * A fully qualified host (`reviews.demo.svc.cluster.local`, `api.example.com`), a wildcard below a domain
 * (`*.example.com`) or `*`. A short name such as `reviews` is not one: Istio would read it relative to the
 * namespace of whichever object names it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export type HostName = '*' | `${string}.${string}`;

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Refuses what is neither a DNS name, a wildcard below one, an IPv4 address nor `*`. */
export function checkHostName(host: string, what = 'a host'): void {
  if (host === '*') return;
  const labels = (host.startsWith('*.') ? host.slice(2) : host).split('.');
  const valid = host.length <= 253 && labels.every((part) => label.test(part));
  if (!valid || (labels.length < 2 && !host.startsWith('*.'))) {
    throw new ConfigError({
      problem: `${what} must be a fully qualified DNS name`,
      got: host,
      instead:
        "write '*', a name such as 'reviews.demo.svc.cluster.local' or a wildcard such as '*.example.com'",
    });
  }
  if (ipv4.test(host) && !labels.every((part) => Number(part) <= 255)) {
    throw new ConfigError({
      problem: `${what} is not an IPv4 address`,
      got: host,
      instead: 'each part is 0 to 255',
    });
  }
}

/** Refuses what is not a plain DNS name (no wildcard): what a request is sent to. */
export function checkExactHostName(host: string, what: string): void {
  if (host.includes('*')) {
    throw new ConfigError({
      problem: `${what} can't be a wildcard`,
      got: host,
      instead: 'write one fully qualified host',
    });
  }
  checkHostName(host, what);
}
