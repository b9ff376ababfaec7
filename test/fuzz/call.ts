/** A function, and what it is rightly called with. */
export type Call = readonly [name: string, call: (...args: never[]) => unknown, ...args: readonly unknown[]];
