import {
  type ApiObject,
  App,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';

/** Thrown for data that cdk8s renders in its own way, such as objects of another realm. */
export const notInOnePass = Symbol('not in one pass');

export type Plain = Record<string, unknown>;

/** Whether the app of an object has the resolvers that every app has, and no others. */
export function hasStockResolvers(object: ApiObject): boolean {
  const { resolvers } = App.of(object);
  return (
    resolvers?.length === 3 &&
    resolvers[0]?.constructor === LazyResolver &&
    resolvers[1]?.constructor === ImplicitTokenResolver &&
    resolvers[2]?.constructor === NumberStringUnionResolver
  );
}

/**
 * Resolves a map and everything in it and leaves out what is nothing, as cdk8s' own resolvers and then its
 * sanitizer do, in one pass: values are resolved in the order that they were written in, and put down in the
 * order of their keys, where that is asked for.
 * @throws {@link notInOnePass} where the outcome of cdk8s would be another
 */
export function resolvedMap(map: Plain, sortKeys: boolean): Plain {
  const result: Plain = {};
  let last = '';
  let ordered = true;
  for (const key in map) {
    // What some keys make of a map is left to cdk8s.
    if (key === 'resolve' || key === 'constructor' || key === '__proto__') throw notInOnePass;
    const value = resolved(map[key], sortKeys);
    if (value === undefined) continue;
    if (key < last) ordered = false;
    last = key;
    result[key] = value;
  }
  return ordered || !sortKeys ? result : withSortedKeys(result);
}

function resolved(value: unknown, sortKeys: boolean): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return typeof value === 'function' ? ofToken(value, sortKeys) : value;
  if (Object.getPrototypeOf(value) === Object.prototype) return resolvedMap(value as Plain, sortKeys);
  return ofToken(value, sortKeys);
}

/** An object that cdk8s asks whether it stands for something else. */
function ofToken(value: Token & object, sortKeys: boolean): unknown {
  if (value instanceof Lazy) return resolved(value.produce(), sortKeys);
  if (typeof value.resolve === 'function') return resolved(value.resolve(), sortKeys);
  if (typeof value.value === 'number' || typeof value.value === 'string') return { value: value.value };
  if (Array.isArray(value)) return value.map((item) => resolved(item, sortKeys));
  if (typeof value === 'function') return value;
  // The like of a plain object, from another realm or without a prototype.
  if (value.constructor?.name === undefined || value.constructor.name === 'Object') throw notInOnePass;
  throw new Error(`can't render non-simple object of type '${value.constructor.name}'`);
}

interface Token {
  readonly constructor?: { readonly name?: string };
  readonly resolve?: unknown;
  readonly value?: unknown;
}

function withSortedKeys(map: Plain): Plain {
  const result: Plain = {};
  for (const key of Object.keys(map).sort()) result[key] = map[key];
  return result;
}
