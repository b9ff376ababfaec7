import { BlockList, isIPv4 } from 'node:net';
import { ipVersion } from '../../values/address-range';
import { shown } from '../schema/shown';

/** The family of an address as Kubernetes reads old fields, zeros before a number included; 0 for what is none. */
export function addressFamily(text: string): number {
  // Zones of a machine's own say nothing in a cluster.
  return text.includes('%') ? 0 : ipVersion(text.replace(/(^|\.)0+(?=\d)/g, '$1'));
}

/** Whether a text is a range of addresses such as `10.0.0.0/8`. */
export function isRange(text: string): boolean {
  const slash = text.indexOf('/');
  const family = slash < 0 ? 0 : addressFamily(text.slice(0, slash));
  const size = text.slice(slash + 1);
  return family !== 0 && /^\d{1,3}$/.test(size) && Number(size) <= (family === 4 ? 32 : 128);
}

/** Whether a range is a part of another, and not the whole of it. */
export function isPartOf(text: string, whole: string): boolean {
  const [part, all] = [text, whole].map((range) => {
    const slash = range.indexOf('/');
    const address = range.slice(0, slash).replace(/(^|\.)0+(?=\d)/g, '$1');
    return {
      address,
      size: Number(range.slice(slash + 1)),
      family: `ipv${ipVersion(address)}` as 'ipv4' | 'ipv6',
    };
  }) as [Range, Range];
  const inside = new BlockList();
  inside.addSubnet(all.address, all.size, all.family);
  return part.family === all.family && part.size > all.size && inside.check(part.address, part.family);
}

interface Range {
  readonly address: string;
  readonly size: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Addresses that stand for no machine of a network: of this host, of this link or of none. */
function isSpecial(address: string): boolean {
  if (isIPv4(address)) return /^(?:0\.0\.0\.0$|127\.|169\.254\.|224\.0\.0\.)/.test(address);
  return /^(?:::1?$|fe[89ab]|ff.2)/i.test(address);
}

/** Says what is wrong with a text as the address of a machine. */
export function addressProblem(address: string): string | undefined {
  if (addressFamily(address) === 0) return `must be an IP address, got ${shown(address)}`;
  if (isSpecial(address)) return `must be the address of a machine in the network, got ${address}`;
  return undefined;
}
