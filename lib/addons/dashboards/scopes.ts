/** The proxies that are looked at, by their pods. */
export const chosenProxies = { namespace: '=~$proxy_namespace', pod: '=~$proxy' } as const;

/** The pods of istiod that are looked at; what only istiod exports needs no more than the pod. */
export const chosenIstiods = { pod: '=~$istiod' } as const;

/** The same for what any process exports. */
export const istiod = { app: '=istiod', ...chosenIstiods } as const;

/** Every proxy's connection to istiod. */
export const toIstiod = { cluster_name: '=xds-grpc' } as const;
