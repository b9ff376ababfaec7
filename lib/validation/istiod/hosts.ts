import { ipVersion } from '../../values/address-range';
import { shown } from '../schema/shown';
import type { ValueCheck } from '../shape';

const label = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const wildcardLabel =
  /^(?:\*|\*-?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?|[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;

/** Whether a text is a DNS label as Istio reads it: capital letters too. */
export function isLabel(text: string): boolean {
  return text.length <= 63 && label.test(text);
}

/** A DNS label: the name of a namespace, of a subset, of a port. */
export const dnsLabel: ValueCheck<string> = (text) =>
  isLabel(text)
    ? undefined
    : `must be a DNS label: at most 63 letters, digits and dashes inside, got ${shown(text)}`;

/** Whether a text is an IP address; an IPv6 one may name its interface. */
export function isAddress(text: string): boolean {
  if (ipVersion(text) !== 0) return true;
  const zone = text.indexOf('%');
  return zone !== -1 && zone < text.length - 1 && ipVersion(text.slice(0, zone)) === 6;
}

/** An IP address. */
export const address: ValueCheck<string> = (text) =>
  isAddress(text) ? undefined : `must be an IP address, got ${shown(text)}`;

/** Whether a text is a CIDR block in the one form that Istio takes. */
export function isCidr(text: string): boolean {
  const slash = text.lastIndexOf('/');
  const version = ipVersion(text.slice(0, slash));
  const bits = text.slice(slash + 1);
  if (version === 0 || text.includes('%') || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return Number(bits) <= (version === 4 ? 32 : 128);
}

/** An IP address or a CIDR block. */
export const subnet: ValueCheck<string> = (text) => {
  const fits = text.split('/').length === 2 ? isCidr(text) : isAddress(text);
  return fits ? undefined : `must be an IP address or a CIDR block such as 10.0.0.0/8, got ${shown(text)}`;
};

const longest = 255;

function length(host: string): string | undefined {
  if (host === '') return 'must not be empty';
  return host.length > longest ? `may have ${longest} characters, got ${host.length}` : undefined;
}

/** The labels of a host after the first. */
function labels(host: string): string | undefined {
  const parts = host.split('.');
  const last = parts[parts.length - 1] as string;
  if (isNumber(last)) return `must not end in a number (${last})`;
  // A dot at the end only says that nothing follows.
  if (last === '') parts.pop();
  const wrong = parts.find((part) => !isLabel(part));
  return wrong === undefined ? undefined : `must consist of DNS labels, and ${shown(wrong)} is none`;
}

/** As Go's Atoi reads it: a longer number is none. */
function isNumber(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt(text) < 2n ** 63n && BigInt(text) >= -(2n ** 63n);
}

function said(problem: string | undefined, host: string): string | undefined {
  return problem === undefined ? undefined : `${problem}, got ${shown(host)}`;
}

/** A host name without wildcards. */
export const hostName: ValueCheck<string> = (host) => said(length(host) ?? labels(host), host);

/** A host name whose first label may be or begin with a wildcard. */
export const wildcardHost: ValueCheck<string> = (host) => {
  const tooLong = length(host);
  if (tooLong !== undefined) return said(tooLong, host);
  const dot = host.indexOf('.');
  const first = dot < 0 ? host : host.slice(0, dot);
  if (first.length > 63 || !wildcardLabel.test(first)) {
    return said(
      `must consist of DNS labels, of which the first may begin with *, and ${shown(first)} is none`,
      host,
    );
  }
  return dot < 0 ? undefined : said(labels(host.slice(dot + 1)), host);
};

/** A host of a VirtualService at a gateway: with SNI also the names that istiod makes (`outbound_.80_._.host`). */
export function hostAtGateway(host: string, sni: boolean): string | undefined {
  const tooLong = length(host);
  if (tooLong !== undefined) return said(tooLong, host);
  if (!sni || !host.startsWith('outbound_')) return wildcardHost(host);
  const parts = host.split('_');
  const fits = parts.length >= 4 && /\d/.test(parts[1] as string) && /[a-zA-Z]/.test(parts[3] as string);
  return fits ? undefined : `must look like outbound_.<port>_._.<host>, got ${shown(host)}`;
}

/** Whether a wildcard stands for a part of a label only, as in `*-dev.example.com`. */
export function isPartialWildcard(host: string): boolean {
  return host.includes('*') && host.length !== 1 && !host.startsWith('*.');
}
