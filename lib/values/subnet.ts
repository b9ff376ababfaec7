import { ipVersion } from './address-range';
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

/** Whether a subnet, or an address, holds all addresses of another; of IPv6 only equal ones are compared. */
export function subnetCovers(whole: string, part: string): boolean {
  if (whole === part) return true;
  const [a, b] = [rangeOf(whole), rangeOf(part)];
  return a !== undefined && b !== undefined && a[0] <= b[0] && b[1] <= a[1];
}

function rangeOf(text: string): readonly [number, number] | undefined {
  const [address = '', bits = '32'] = text.split('/');
  if (ipVersion(address) !== 4 || !/^\d+$/.test(bits) || Number(bits) > 32) return undefined;
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  const from = Math.floor(number / size) * size;
  return [from, from + size - 1];
}
