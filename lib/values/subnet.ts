import { inRange, ipVersion, rangeLength } from './address-range';
import { type Check, text } from './check';

/** Whether a text is an IP address or a CIDR block. */
export function isSubnet(subnet: string): boolean {
  const [address = '', bits, ...more] = subnet.split('/');
  const width = ipVersion(address) === 4 ? 32 : 128;
  return (
    ipVersion(address) !== 0 &&
    more.length === 0 &&
    !address.includes('%') &&
    (bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= width))
  );
}

export const subnet: Check<string> = text({
  holds: isSubnet,
  problem: 'a subnet is an IP address or a CIDR block',
  instead: "write for example '10.0.0.0/8'",
});

/** Whether a subnet, or an address, holds all addresses of another. */
export function subnetCovers(whole: string, part: string): boolean {
  const [first = ''] = part.split('/');
  return whole === part || (inRange(first, whole) && rangeLength(whole) <= rangeLength(part));
}
