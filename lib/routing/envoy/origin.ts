/** An object of the manifests. */
export interface ObjectReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** As it was read: its file and line are looked up where they are told. */
  readonly manifest?: object;
}

/** Where a route was written. */
export interface RouteOrigin {
  readonly object: ObjectReference;
  /** The object's list that it is in. @default - its routes of HTTP */
  readonly list?: 'tls' | 'tcp';
  /** Its place in that list. */
  readonly index: number;
  readonly name?: string;
  readonly match?: { readonly index: number; readonly name?: string };
}
