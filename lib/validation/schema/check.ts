import type { SchemaRef, StoredSchema } from './stored-schema';
import type { Walk } from './walk';

/** Checks a value and gives it back as the API server would keep it: without nulls, with defaults. */
export type Check = (value: unknown, walk: Walk) => unknown;

/** Where the schemas of a file find the ones that they refer to, and their rules. */
export interface SchemaScope {
  readonly resolve: (ref: SchemaRef) => { readonly schema: StoredSchema; readonly scope: SchemaScope };
  readonly rule: (name: string) => Rule;
  readonly checks: Map<StoredSchema, Check>;
  /** A null in a list is an empty entry, as for the Go structs that Kubernetes' own kinds are. */
  readonly nullIsEmpty?: true;
}

/** A CEL rule as a predicate of the value that the CRD puts it on. */
export type Rule = (self: never) => boolean;
