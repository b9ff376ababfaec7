import type { ObjectReference, RouteOrigin } from './envoy/origin';
import type { Trace } from './trace';

/** A route or match as answers name it. */
export interface Numbered {
  readonly index: number;
  readonly name?: string;
}

/** The route that a proxy chose, and the object that it is of. */
export function originOf({ answer, connection }: Pick<Trace, 'answer' | 'connection'>): {
  readonly object: ObjectReference | undefined;
  readonly origin: RouteOrigin | undefined;
} {
  const origin = answer?.route?.origin ?? connection?.route;
  return { origin, object: origin?.object ?? connection?.object };
}

export function numbered({ index, name }: { readonly index: number; readonly name?: string }): Numbered {
  return { index, ...(name !== undefined && { name }) };
}

/** Where in its object a route stands. */
export function routePath(
  { kind }: ObjectReference,
  origin: RouteOrigin | undefined,
): readonly (string | number)[] {
  if (origin === undefined) return [];
  return kind === 'VirtualService'
    ? ['spec', origin.list ?? 'http', origin.index]
    : ['spec', 'rules', origin.index];
}
