/** The proxies that are looked at, by their pods. */
export const chosen = { namespace: '=~$namespace', pod: '=~$pod' } as const;
