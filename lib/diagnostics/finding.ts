/** How bad a finding is: an `error` is refused or breaks traffic, a `warning` will be regretted, an `info` is worth knowing. */
export type FindingLevel = 'error' | 'warning' | 'info';

/** Who would refuse an object when it is applied. */
export type Refuser = 'api-server' | 'istiod';

/** An object as a finding names it; the namespace as resolved, absent for what belongs to the cluster. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One thing that is wrong with manifests, or worth knowing of them; what `analyze -o json` prints. */
export interface Finding {
  /** The name of the rule in the catalogue. */
  readonly rule: string;
  readonly level: FindingLevel;
  /** The code that `istioctl analyze` has for it, where it has the check. */
  readonly code?: string;
  /** What is wrong, in the user's words, and what it does to traffic. */
  readonly message: string;
  /** The object that it is told of; absent for a document that is none. */
  readonly object?: ObjectRef;
  /** The path of the field, such as `spec.http[0].route[0].destination.host`. */
  readonly field?: string;
  readonly file?: string;
  /** The line in the file, from 1. */
  readonly line?: number;
  /** The path of the construct that made the object. */
  readonly construct?: string;
  readonly refusedBy?: readonly Refuser[];
  /** What to write instead. */
  readonly suggestion?: string;
  /** Other objects that take part. */
  readonly also?: readonly ObjectRef[];
}
