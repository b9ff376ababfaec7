export const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'] as const;

/** A kind of routes. */
export type RouteKind = (typeof routeKinds)[number];

/** What routes need to know of a listener. */
export interface ListenerFacts {
  readonly name: string;
  readonly port: number;
  /** `undefined`: any. */
  readonly hostname: string | undefined;
  readonly kinds: readonly RouteKind[];
  /** Whose routes it takes; `'some'` where labels of namespaces decide. */
  readonly namespaces: 'same' | 'all' | 'some';
}
