/** A list that holds at least one element. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** An object that sets at least one of the keys of `T`. */
export type AtLeastOne<T> = { [K in keyof T]-?: Required<Pick<T, K>> & Partial<Omit<T, K>> }[keyof T];
