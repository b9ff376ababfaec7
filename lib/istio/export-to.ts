import type { NonEmpty } from './non-empty';

/**
 * Which namespaces see an object.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export type ExportTo =
  | 'every-namespace'
  | 'own-namespace'
  | 'no-namespace'
  | { readonly namespaces: NonEmpty<string> };

const words = { 'every-namespace': '*', 'own-namespace': '.', 'no-namespace': '~' } as const;

export function renderExportTo(exportTo: ExportTo): string[] {
  return typeof exportTo === 'string' ? [words[exportTo]] : [...exportTo.namespaces];
}
