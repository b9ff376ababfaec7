import { ConfigError } from '../diagnostics/error';
import type { RequestSpec } from './request';

/** What stands for a workload: its name, or a construct or reference that has one. */
export type WorkloadReference =
  | string
  | { readonly namespace?: string | undefined; readonly name: string }
  | { readonly metadata: { readonly namespace?: string | undefined; readonly name: string } };

/** A request whose gateway or workload may be a construct. */
export interface RequestReferences extends Omit<RequestSpec, 'via' | 'from'> {
  readonly via?: WorkloadReference;
  readonly from?: WorkloadReference;
}

/** The same with names. */
export function referencedSpec(request: RequestSpec | RequestReferences): RequestSpec {
  if (isNamed(request)) return request;
  const { via, from, ...rest } = request;
  return {
    ...rest,
    ...(via !== undefined && { via: workloadName(via, 'via') }),
    ...(from !== undefined && { from: workloadName(from, 'from') }),
  };
}

/**
 * The name of a workload as requests have it.
 *
 * @throws ConfigError where it has none
 */
export function workloadName(reference: WorkloadReference, property: string): string {
  if (typeof reference === 'string') return reference;
  const { name, namespace } = 'metadata' in reference ? reference.metadata : reference;
  if (typeof name === 'string') return `${namespace ?? 'default'}/${name}`;
  throw new ConfigError({
    at: property,
    problem: 'a workload has a name',
    got: reference,
    instead: "name it as '<namespace>/<name>'",
  });
}

function isNamed(request: RequestSpec | RequestReferences): request is RequestSpec {
  const { via, from } = request;
  return (via === undefined || typeof via === 'string') && (from === undefined || typeof from === 'string');
}
