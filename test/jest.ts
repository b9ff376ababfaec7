/// <reference types="jest" />
// Here and not in tsconfig.json: what the program is checked with at each synth needs no declarations of tests.

/**
 * What the calls of nearly every test are resolved to. The signatures of `@types/jest` behind them say the same of
 * what may be written, but make all matchers anew for each type that is expected something of, and compare each row
 * of a table with all others: a sixth of what it took to check the types of everything.
 */
declare global {
  namespace jest {
    interface Each {
      // biome-ignore lint/style/useShorthandFunctionType: only an interface merges with that of @types/jest
      <T extends unknown[] | [unknown]>(
        cases: readonly T[] | [],
      ): (name: string, test: (...row: T) => unknown, timeout?: number) => void;
    }
    interface Expect {
      // biome-ignore lint/style/useShorthandFunctionType: only an interface merges with that of @types/jest
      (actual: unknown): JestMatchers<unknown>;
    }
    interface Matchers<R, T> {
      toBe(expected: unknown): R;
      toEqual(expected: unknown): R;
      toStrictEqual(expected: unknown): R;
    }
  }
}

export {};
