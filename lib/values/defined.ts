/** `T` while it is being put together: optional keys may still hold `undefined`. */
type Draft<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

/** Leaves out the keys that are `undefined`, and nothing else: empty lists and objects have a meaning in Istio. */
export function defined<T extends object>(draft: Draft<T>): T {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as T;
}
