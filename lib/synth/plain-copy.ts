/**
 * The document as plain objects, arrays and scalars, which is how YAML shows it: a class by its fields or its
 * `toJSON`, one object in two places twice.
 * @throws RangeError for a document that contains itself
 */
export function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainCopy(value.toJSON());
  if (value instanceof Map) return plainCopy(Object.fromEntries(value));
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, plainCopy);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainCopy(inner)]));
}
