import { ConfigError } from '../../diagnostics/error';
import { checkNamespace } from '../../values/dns-label';
import type { NonEmpty } from '../../values/non-empty';

/**
 * Which namespaces see an object.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export type ExportTo = 'every-namespace' | 'own-namespace' | { readonly namespaces: NonEmpty<string> };

const words = { 'every-namespace': '*', 'own-namespace': '.' } as const;

/**
 * Writes who sees an object.
 *
 * @throws ConfigError for what can't be the name of a namespace, or one that is named twice
 */
export function renderExportTo(exportTo: ExportTo): string[] {
  if (typeof exportTo === 'string') return [words[exportTo]];
  const { namespaces } = exportTo;
  namespaces.forEach(checkNamespace);
  const twice = namespaces.find((namespace, index) => namespaces.indexOf(namespace) < index);
  if (twice !== undefined) {
    throw new ConfigError({
      problem: 'an object is exported to a namespace twice',
      got: twice,
      instead: 'name each namespace once',
    });
  }
  return [...namespaces];
}
