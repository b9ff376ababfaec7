import type { ObjectReference } from './envoy/origin';

/** Where an object was written. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly construct?: string;
}

/** Finds where an object, or a field of it, was written. */
export type Locate = (manifest: object, path: readonly (string | number)[]) => Place;

/** An object as answers name it. */
export interface NamedObject extends Place {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** An object with its place. */
export function named(
  { kind, namespace, name, manifest }: ObjectReference,
  locate: Locate,
  path: readonly (string | number)[] = [],
): NamedObject {
  return { kind, namespace, name, ...(manifest === undefined ? {} : locate(manifest, path)) };
}
