import { type Check, text } from '../values/check';

const units = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const;

/** An amount of memory or storage in powers of 1024, such as `512Mi` or `50Gi`. */
export type MemorySize = `${number}${keyof typeof units}`;

const form = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti)$/;

export const memorySize: Check<MemorySize> = text({
  holds: (size) => form.test(size) && Number.parseFloat(size) > 0,
  problem: 'an amount of memory or storage must be above zero',
  instead: "write for example '512Mi' or '50Gi'",
});

/** How many bytes it is. */
export function bytesOf(size: MemorySize): number {
  const [, number, unit] = form.exec(size) as unknown as [string, string, keyof typeof units];
  return Number(number) * units[unit];
}
