import { ConfigError } from '../diagnostics/error';
import { defined } from '../values/defined';

/** CPUs: `2`, or thousandths of one, `500m`. */
export type Cpu = `${number}` | `${number}m`;

/** Memory in bytes, by powers of 1024 (`40Mi`) or of 1000 (`40M`). */
export type Memory = `${number}${'Ki' | 'Mi' | 'Gi' | 'Ti' | 'k' | 'M' | 'G' | 'T'}`;

/** An amount of CPU, of memory, or of both. */
export interface Amount {
  readonly cpu?: Cpu;
  readonly memory?: Memory;
}

/**
 * What a container is given. What is left out stays as the profile has it.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ComputeResources {
  /** What the scheduler sets aside. @default - the profile's */
  readonly requests?: Amount;
  /** What it may use at most. @default - the profile's */
  readonly limits?: Amount;
}

/** Refuses amounts that are negative, or that no number is written in. */
export function checkResources(resources: ComputeResources | undefined, what: string): void {
  for (const kind of ['requests', 'limits'] as const) {
    const amounts: Readonly<Record<string, string>> = { ...resources?.[kind] };
    for (const [name, quantity] of Object.entries(amounts)) {
      if (/^\d+(\.\d+)?(m|[KMGT]i|[kMGT])?$/.test(quantity)) continue;
      throw new ConfigError({
        at: `the ${name} ${kind} of ${what}`,
        problem: 'not an amount that Kubernetes reads',
        got: quantity,
        instead: name === 'cpu' ? "write for example '500m'" : "write for example '256Mi'",
      });
    }
  }
}

/** One set of amounts over another, as a chart lays a user's over its own. */
export function overResources(below: ComputeResources, above: ComputeResources = {}): ComputeResources {
  return defined<ComputeResources>({
    requests: over(below.requests, above.requests),
    limits: over(below.limits, above.limits),
  });
}

function over(below: Amount | undefined, above: Amount | undefined): Amount | undefined {
  return below === undefined && above === undefined ? undefined : { ...below, ...above };
}
