/** The pods of istiod that are looked at; what only istiod exports needs no more than the pod. */
export const chosen = { pod: '=~$istiod' } as const;

/** The same for what any process exports. */
export const istiod = { app: '=istiod', ...chosen } as const;

/** Every proxy's connection to istiod. */
export const toIstiod = { cluster_name: '=xds-grpc' } as const;
