import { ConfigError, Verbatim } from '../diagnostics/error';
import { isMap } from '../kubernetes/identity';
import { shortened } from './printable';

/** Where a value lies in an answer. */
export interface Place {
  /** Who was asked what: `context dev: kubectl get pods`. */
  readonly asked: string;
  /** The way to the value: `items[3].spec`. */
  readonly path: string;
  /** What to do about another value. */
  readonly instead: string;
}

/**
 * Reads a part of what a cluster has answered: what is declared of it and nothing more.
 *
 * @throws ConfigError that names the place, where it is something else
 */
export type Reader<T> = (value: unknown, place: Place) => T;

/** A part that may be missing, or `null` as some API servers write what is missing. */
export type OptionalReader<T> = Reader<T | undefined> & { readonly optional: true };

/** What a reader reads. */
export type Read<R> = R extends Reader<infer T> ? T : never;

type Fields = Readonly<Record<string, Reader<unknown>>>;
type OptionalKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends { readonly optional: true } ? K : never;
}[keyof F];
type ReadFields<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Read<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: Exclude<Read<F[K]>, undefined>;
};

export const text: Reader<string> = (value, place) =>
  typeof value === 'string' ? value : reject(value, 'a text', place);

export const whole: Reader<number> = (value, place) =>
  Number.isSafeInteger(value) ? (value as number) : reject(value, 'a whole number', place);

export const flag: Reader<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : reject(value, 'true or false', place);

/** A port by its number or its name. */
export const wholeOrText: Reader<number | string> = (value, place) =>
  typeof value === 'string' ? value : whole(value, place);

/** An object of which only the keys are of interest. */
export const anyObject: Reader<Readonly<Record<string, unknown>>> = (value, place) =>
  isMap(value) ? value : reject(value, 'an object', place);

/** A part that may be missing. */
export function optional<T>(reader: Reader<T>): OptionalReader<T> {
  const read = (value: unknown, place: Place) =>
    value === undefined || value === null ? undefined : reader(value, place);
  return Object.assign(read, { optional: true as const });
}

/** A list; Go writes an empty one as `null` now and then. */
export function listOf<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (value, place) => {
    if (value === null) return [];
    if (!Array.isArray(value)) return reject(value, 'a list', place);
    return value.map((item, index) => reader(item, below(place, `[${index}]`)));
  };
}

/** An object with any keys. */
export function mapOf<T>(reader: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, place) =>
    Object.fromEntries(
      Object.entries(anyObject(value, place)).map(([key, one]) => [
        key,
        reader(one, below(place, `.${key}`)),
      ]),
    );
}

/** An object with these fields, among others. */
export function objectOf<F extends Fields>(fields: F): Reader<ReadFields<F>> {
  return (value, place) => {
    const object = anyObject(value, place);
    const read = Object.entries(fields).map(([key, reader]) => [
      key,
      reader(Object.hasOwn(object, key) ? object[key] : undefined, below(place, `.${key}`)),
    ]);
    return Object.fromEntries(read.filter(([, one]) => one !== undefined)) as ReadFields<F>;
  };
}

function below(place: Place, step: string): Place {
  return { ...place, path: `${place.path}${step}` };
}

function reject(value: unknown, wanted: string, { asked, path, instead }: Place): never {
  const where = shortened(path.startsWith('.') ? path.slice(1) : path, 100);
  throw new ConfigError({
    at: asked,
    problem: `${where || 'the answer'} is not ${wanted}`,
    got: brief(value),
    instead,
  });
}

function brief(value: unknown): unknown {
  if (typeof value === 'string') return shortened(value, 80);
  if (value === undefined) return new Verbatim('nothing');
  if (typeof value !== 'object' || value === null) return value;
  return new Verbatim(Array.isArray(value) ? 'a list' : 'an object');
}
