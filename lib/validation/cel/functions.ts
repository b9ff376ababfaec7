import { ipVersion } from '../../values/address-range';
import { matcher } from '../schema/pattern';
import { CelError } from './error';

export { characters } from '../schema/scalars';
export { duration } from './duration';
export { isURL, url } from './url';

type Value = unknown;
type Test = (entry: never) => boolean;

/** A value of whatever type the schema says. */
// biome-ignore lint/suspicious/noExplicitAny: the schema has checked it before a rule reads it
type Dynamic = any;

/** A field that may not be there. */
export function field(of: Dynamic, name: string): Dynamic {
  const value = of[name];
  if (value === undefined || value === null) throw new CelError(`no such field: ${name}`);
  return value;
}

/** An entry of a list. */
export function entry(list: readonly Dynamic[], index: number): Dynamic {
  if (index < 0 || index >= list.length) throw new CelError(`no such index: ${index}`);
  return list[index];
}

/** Whether every entry fits; one that can not be judged matters only where all others fit. */
export function all(list: readonly Value[], test: Test): boolean {
  return !someIs(list, test, false);
}

/** Whether an entry fits; one that can not be judged matters only where no other fits. */
export function exists(list: readonly Value[], test: Test): boolean {
  return someIs(list, test, true);
}

function someIs(list: readonly Value[], test: Test, wanted: boolean): boolean {
  let failure: CelError | undefined;
  for (const each of list) {
    try {
      if (test(each as never) === wanted) return true;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return false;
}

/** Whether exactly one entry fits. */
export function existsOne(list: readonly Value[], test: Test): boolean {
  let fitting = 0;
  for (const each of list) if (test(each as never)) fitting++;
  return fitting === 1;
}

/** Both, of which one may fail where the other is false. */
export function and(first: () => boolean, second: () => boolean): boolean {
  return either(first, second, false);
}

/** One of both, of which one may fail where the other is true. */
export function or(first: () => boolean, second: () => boolean): boolean {
  return either(first, second, true);
}

function either(first: () => boolean, second: () => boolean, decides: boolean): boolean {
  try {
    if (first() === decides) return decides;
  } catch (error) {
    if (error instanceof CelError && second() === decides) return decides;
    throw error;
  }
  return second();
}

/** Whether a list has an equal entry, part by part. */
export function isIn(value: readonly Value[], list: readonly (readonly Value[])[]): boolean {
  return list.some(
    (each) => each.length === value.length && each.every((part, index) => part === value[index]),
  );
}

/** A part of a text, counted in characters. */
export function substring(text: string, from: number, to?: number): string {
  const signs = [...text];
  const end = to ?? signs.length;
  if (from < 0 || end > signs.length || from > end) throw new CelError('index out of range');
  return signs.slice(from, end).join('');
}

/** A text as a whole number. */
export function int(text: string): number {
  if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) >= 2 ** 63)
    throw new CelError(`${text.slice(0, 60)} is no number`);
  return Number(text);
}

const matchers = new Map<string, (text: string) => boolean>();

/** Whether an RE2 expression fits somewhere in a text. */
export function matches(text: string, expression: string): boolean {
  let test = matchers.get(expression);
  if (test === undefined) {
    test = matcher(expression);
    matchers.set(expression, test);
  }
  return test(text);
}

/** Whether a text is an IP address, in the one form that Kubernetes takes. */
export function isIP(text: string): boolean {
  return ipVersion(text) !== 0 && !text.includes('%') && !/^::ffff:\d+\./i.test(text);
}
