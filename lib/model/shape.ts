import { isMap } from '../kubernetes/identity';

/**
 * How a part of a manifest is read: into what it should be, whatever it is. What has the wrong type is as if it were
 * not written, so that whoever reads a mesh needs no doubt of types; what is wrong about it, the schema tells.
 */
export type Shape<T> = (value: unknown) => T | undefined;

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type ReadFields<F extends Fields> = { readonly [K in keyof F]?: Read<F[K]> };

/** A text. */
export const text: Shape<string> = (value) => (typeof value === 'string' ? value : undefined);

/** A number. */
export const number: Shape<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A yes or no. */
export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** A number or a name, as the ports of Kubernetes. */
export const numberOrText: Shape<number | string> = (value) => number(value) ?? text(value);

/** Whatever is written, as it is. */
export const anything: Shape<unknown> = (value) => value ?? undefined;

/** A map of any fields, as it is. */
export const anyMap: Shape<Readonly<Record<string, unknown>>> = (value) => (isMap(value) ? value : undefined);

/** A list; an item of the wrong type is read as empty, so that the others keep their places. */
export function list<T>(item: Shape<T>, empty: T): Shape<readonly T[]> {
  return (value) => (Array.isArray(value) ? value.map((one) => item(one) ?? empty) : undefined);
}

/** A list of texts. */
export const texts: Shape<readonly string[]> = list(text, '');

/** A map of texts, such as labels. */
export const textMap: Shape<Readonly<Record<string, string>>> = (value) => {
  if (!isMap(value)) return undefined;
  // Hardly ever is there anything else, and what is read is not changed.
  if (Object.values(value).every(isText)) return value as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => isText(one))) as Record<string, string>;
};

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A map of what a shape reads. */
export function mapOf<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value) => {
    if (!isMap(value)) return undefined;
    const entries = Object.entries(value).map(([key, one]) => [key, item(one)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, T & {}] => entry[1] !== undefined));
  };
}

/** A message of known fields. */
export function record<F extends Fields>(fields: F): Shape<ReadFields<F>> {
  const names = Object.keys(fields);
  return (value) => {
    if (!isMap(value)) return undefined;
    const read: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) {
      const name = names[index] as string;
      const written = value[name];
      if (written === undefined || written === null) continue;
      const one = fields[name]?.(written);
      if (one !== undefined) read[name] = one;
    }
    return read as ReadFields<F>;
  };
}

/** A list of messages. */
export function records<F extends Fields>(fields: F): Shape<readonly ReadFields<F>[]> {
  return list(record(fields), {});
}
