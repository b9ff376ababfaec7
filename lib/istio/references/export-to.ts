import { type Check, distinct, keyOf, textOr } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import type { NonEmpty } from '../../values/non-empty';
import { shape } from '../../values/shape';

/**
 * Which namespaces see an object.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export type ExportTo = 'every-namespace' | 'own-namespace' | { readonly namespaces: NonEmpty<string> };

const words = { 'every-namespace': '*', 'own-namespace': '.' } as const;

export const exportTo: Check<ExportTo> = textOr(
  keyOf(words),
  shape<{ readonly namespaces: NonEmpty<string> }>({ namespaces: distinct(namespaceName) }),
);

/** Writes who sees an object. */
export function renderExportTo(exportTo: ExportTo): string[] {
  return typeof exportTo === 'string' ? [words[exportTo]] : [...exportTo.namespaces];
}
