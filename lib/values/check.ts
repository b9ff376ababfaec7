import { type Fault, fault, within } from '../diagnostics/fault';
import { suggest } from '../diagnostics/nearest-name';

/**
 * Answers what is wrong with a value that is declared as a `T`, whatever it really is: types are not checked where a
 * program is only run. A check of a wider type serves for a narrower one, and never the other way round.
 */
export type Check<in T> = (value: T) => Fault | undefined;

/** What a value must hold to be one, and how to say it. */
export interface Rule<T> {
  readonly holds: (value: T) => boolean;
  readonly problem: string;
  /** What to write instead. */
  readonly instead: string | ((value: T) => string);
}

/** A text that something holds of. */
export function text({ holds, problem, instead }: Rule<string>): Check<string> {
  return (value: unknown) => {
    if (typeof value === 'string' && holds(value)) return undefined;
    return fault(
      problem,
      value,
      typeof instead === 'string' ? instead : instead(typeof value === 'string' ? value : ''),
    );
  };
}

/** A number that something holds of; never NaN or an infinity. */
export function numeric({
  holds,
  problem,
  instead,
}: Rule<number> & { readonly instead: string }): Check<number> {
  return (value: unknown) => {
    if (typeof value === 'number' && Number.isFinite(value) && holds(value)) return undefined;
    return fault(problem, value, instead);
  };
}

/** Any text, the empty one too. */
export const anyText: Check<string> = text({
  holds: () => true,
  problem: 'a text is expected',
  instead: 'write it in quotes',
});

/** Any text but the empty one. */
export function filledText(what: string, example: string): Check<string> {
  return text({
    holds: (value) => value !== '',
    problem: `${what} is some text`,
    instead: `write for example ${example}`,
  });
}

export const flag: Check<boolean> = (value: unknown) =>
  typeof value === 'boolean' ? undefined : fault('true or false is expected', value, 'write true or false');

/** One of some words or numbers. */
export function oneOf<const T extends string | number>(...values: readonly T[]): Check<T> {
  const known: readonly unknown[] = values;
  return (value: unknown) =>
    known.includes(value) ? undefined : fault('it is one of a few values', value, suggest(value, values));
}

/** One of the keys of a table. */
export function keyOf<T extends object>(table: T): Check<keyof T & string> {
  return oneOf(...(Object.keys(table) as (keyof T & string)[]));
}

/** How many there may be. */
export interface Size {
  /** @default 1 */
  readonly least?: number;
  /** @default - any number */
  readonly most?: number;
}

/** A list, of one element at least. */
export function list<T>(
  element: Check<T>,
  { least = 1, most = Number.POSITIVE_INFINITY }: Size = {},
): Check<readonly T[]> {
  return (value: unknown) => {
    if (!Array.isArray(value)) return fault('a list is expected', value, 'write it in brackets: […]');
    if (value.length < least)
      return fault('the list is empty', value, 'put something into it or leave it out');
    if (value.length > most) {
      return fault(
        `the list holds at most ${most}`,
        value.length,
        'leave some out, or write several of what it is a part of',
      );
    }
    return firstFault(value.length, (index) => within(index, element(value[index] as T)));
  };
}

/** A list without a value that is in it twice. */
export function distinct<T extends string | number>(element: Check<T>, size: Size = {}): Check<readonly T[]> {
  return every(list(element, size), (values: readonly T[]) => {
    const index = values.findIndex((value, place) => values.indexOf(value) < place);
    return index < 0
      ? undefined
      : within(index, fault('the list holds it twice', values[index], 'name it once'));
  });
}

/** Values by names that the user chooses. */
export type Named<V> = { readonly [name: string]: V } | { readonly [number: number]: V };

/** What {@link record} asks of the names. */
export interface Names extends Size {
  readonly name?: Check<string>;
}

/** Values by name, of one at least. */
export function record<V>(
  element: Check<V>,
  { name = () => undefined, least = 1 }: Names = {},
): Check<Named<V>> {
  return (value: unknown) => {
    if (!isPlain(value))
      return fault('values by name are expected', value, 'write them in braces: { name: … }');
    const entries = Object.entries(value);
    if (entries.length < least)
      return fault('there is nothing in it', value, 'name at least one or leave it out');
    return firstFault(entries.length, (index) => {
      const [key, one] = entries[index] as [string, V];
      return within(key, unwritable(key) ?? name(key) ?? element(one));
    });
  };
}

/** Keys that cdk8s takes for properties of JavaScript's own: it stops at the one and loses the other. */
function unwritable(key: string): Fault | undefined {
  if (key !== 'constructor' && key !== '__proto__') return undefined;
  return fault('cdk8s can not write this name', key, 'choose another, or add it with object.addJsonPatch');
}

/** The first fault that several checks of one value find. */
export function every<T>(...checks: readonly Check<T>[]): Check<T> {
  return (value) => firstFault(checks.length, (index) => (checks[index] as Check<T>)(value));
}

/** A text, or something else. */
export function textOr<T extends string, U>(ofText: Check<T>, ofOther: Check<U>): Check<T | U> {
  return (value: unknown) => {
    if (typeof value !== 'string') return ofOther(value as U);
    const found = ofText(value as T);
    const isNumber = found !== undefined && value.trim() !== '' && ofOther(Number(value) as U) === undefined;
    return isNumber
      ? fault('a number is expected, and this is a text', value, `write ${Number(value)}`)
      : found;
  };
}

/**
 * Whether a value is an object that is written in braces or made by a class, and no list, text or function, nor what
 * keeps its values elsewhere than in properties: a promise, a map, a date.
 */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const tag = Object.prototype.toString.call(value);
  return tag === '[object Object]' || tag === '[object Module]';
}

/** The first fault among some places. */
export function firstFault(count: number, at: (index: number) => Fault | undefined): Fault | undefined {
  for (let index = 0; index < count; index++) {
    const found = at(index);
    if (found) return found;
  }
  return undefined;
}

/** Data as Kubernetes has it: texts, numbers, flags, lists and objects of them, and nothing that a class made. */
export const plainData: Check<unknown> = (value) => plainDataIn(value, []);

/** @param around what the data lies in, from the outside in */
function plainDataIn(value: unknown, around: readonly unknown[]): Fault | undefined {
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  if (around.includes(value)) return fault('the data holds itself', value, 'write data that has an end');
  const inner = [...around, value];
  if (Array.isArray(value)) {
    return firstFault(value.length, (index) => within(index, plainDataIn(value[index], inner)));
  }
  // cdk8s asks every object for its class, and one without a prototype has none.
  if (!isPlain(value) || Object.getPrototypeOf(value) !== Object.prototype) {
    return fault(
      'this is no plain data, which alone can be written',
      value,
      'write texts, numbers, lists and objects',
    );
  }
  const entries = Object.entries(value);
  return firstFault(entries.length, (index) => {
    const [name, part] = entries[index] as [string, unknown];
    return within(name, unwritable(name) ?? plainDataIn(part, inner));
  });
}

/** Fields of Kubernetes' own, which are passed on as they are. */
export const kubernetesFields: Check<object> = (value: unknown) =>
  isPlain(value) ? plainData(value) : fault('an object is expected', value, 'write the fields in braces');
