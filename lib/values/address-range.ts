import { isIPv4, isIPv6 } from 'node:net';

/** The version of IP that a text is an address of; 0 where it is none. */
export function ipVersion(text: string): 0 | 4 | 6 {
  if (isIPv4(text)) return 4;
  // Node.js takes milliseconds to make its expression for IPv6 ready, and few texts need it.
  return text.includes(':') && isIPv6(text) ? 6 : 0;
}

/** An IP address as bytes, or undefined where it is none. */
function bytesOf(address: string): readonly number[] | undefined {
  if (ipVersion(address) === 4) return address.split('.').map(Number);
  if (ipVersion(address) !== 6) return undefined;
  const [plain = ''] = address.split('%');
  const [head = '', tail] = plain.split('::');
  const words = (text: string): number[] =>
    text === ''
      ? []
      : text.split(':').flatMap((part) => (part.includes('.') ? (bytesOf(part) ?? []) : word(part)));
  const word = (part: string) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 0xff];
  const first = words(head);
  const last = tail === undefined ? [] : words(tail);
  return [...first, ...new Array<number>(16 - first.length - last.length).fill(0), ...last];
}

/** Whether an address lies in a CIDR block, or is the one address that stands there. */
export function inRange(address: string, range: string): boolean {
  const [base = '', bits] = range.split('/');
  const given = bytesOf(address);
  const wanted = bytesOf(base);
  if (given === undefined || wanted === undefined || given.length !== wanted.length) return false;
  const length = bits === undefined ? wanted.length * 8 : Number(bits);
  return wanted.every((byte, index) => {
    const kept = Math.min(8, Math.max(0, length - index * 8));
    const mask = (0xff << (8 - kept)) & 0xff;
    return ((given[index] as number) & mask) === (byte & mask);
  });
}

/** How many leading bits a range fixes: the longer wins. */
export function rangeLength(range: string): number {
  const [base = '', bits] = range.split('/');
  return bits === undefined ? (ipVersion(base) === 6 ? 128 : 32) : Number(bits);
}

/**
 * An address out of each part that ranges tell apart: where each begins, behind where each ends, and the lowest of all.
 *
 * @param ranges addresses and CIDR blocks
 */
export function addressesApart(ranges: readonly string[]): string[] {
  const found = new Set<string>();
  for (const range of ranges) {
    const [base = ''] = range.split('/');
    const bytes = bytesOf(base);
    if (bytes === undefined) continue;
    const width = bytes.length * 8;
    const size = 1n << BigInt(width - rangeLength(range));
    const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    const start = number - (number % size);
    for (const one of [0n, start, (start + size) % (1n << BigInt(width))]) found.add(addressOf(one, width));
  }
  return [...found];
}

function addressOf(number: bigint, width: number): string {
  const groups = width === 32 ? 8n : 16n;
  const parts: bigint[] = [];
  for (let rest = number, count = 0; count < width / Number(groups); count += 1, rest >>= groups) {
    parts.unshift(rest & ((1n << groups) - 1n));
  }
  return width === 32 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
}
