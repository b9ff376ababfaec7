import { ConfigError } from '../diagnostics/error';

const units = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const;

/** An amount of memory or storage in powers of 1024, such as `512Mi` or `50Gi`. */
export type MemorySize = `${number}${keyof typeof units}`;

/**
 * How many bytes it is.
 *
 * @throws ConfigError where it is none
 */
export function bytesOf(size: MemorySize, what: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti)$/.exec(size) ?? [];
  const bytes = Number(number) * (units[unit as keyof typeof units] ?? 0);
  if (!(bytes > 0)) {
    throw new ConfigError({
      problem: `${what} must be an amount above zero`,
      got: size,
      instead: "write for example '512Mi' or '50Gi'",
    });
  }
  return bytes;
}
