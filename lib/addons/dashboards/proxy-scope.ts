/** The proxies that are looked at, by their pods. */
export const chosen = { namespace: '=~$proxy_namespace', pod: '=~$proxy' } as const;
