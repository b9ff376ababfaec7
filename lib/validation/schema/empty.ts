import type { StoredSchema } from './stored-schema';

/** What Go makes of a null in a list or map of Kubernetes' own types. */
export function emptyOf({ type, intOrString, format }: StoredSchema): unknown {
  if (intOrString) return 0;
  if (format === 'bytes') return '';
  if (format === 'quantity') return '0';
  const empty = { object: {}, array: [], string: '', boolean: false, integer: 0, number: 0 };
  return type && empty[type];
}
