import { isIP } from 'node:net';
import { ConfigError } from '../diagnostics/error';

/** Refuses what is neither an IP address nor a CIDR block. */
export function checkSubnet(subnet: string): void {
  const [address = '', bits, ...more] = subnet.split('/');
  const width = isIP(address) === 4 ? 32 : 128;
  const valid =
    isIP(address) !== 0 &&
    more.length === 0 &&
    !address.includes('%') &&
    (bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= width));
  if (!valid) {
    throw new ConfigError({
      problem: 'a subnet is an IP address or a CIDR block',
      got: subnet,
      instead: "write for example '10.0.0.0/8'",
    });
  }
}
