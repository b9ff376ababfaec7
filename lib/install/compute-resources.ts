import { type Check, text } from '../values/check';
import { defined } from '../values/defined';
import { optional, shape } from '../values/shape';

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

const amount = shape<Amount>({
  cpu: optional(quantity(/^\d+(\.\d+)?m?$/, 'processor time is in cores or thousandths', '500m')),
  memory: optional(
    quantity(/^\d+(\.\d+)?([KMGT]i|[kMGT])?$/, 'memory is an amount that Kubernetes reads', '256Mi'),
  ),
});

/** Amounts that are not negative, and that a number is written in. */
export const computeResources = shape<ComputeResources>({
  requests: optional(amount),
  limits: optional(amount),
});

function quantity(form: RegExp, problem: string, example: string): Check<string> {
  return text({ holds: (written) => form.test(written), problem, instead: `write for example '${example}'` });
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
