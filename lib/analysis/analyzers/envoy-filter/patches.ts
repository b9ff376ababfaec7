import { isMap } from '../../../kubernetes/identity';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { Analyzer, Told } from '../../analyzer';

/** Patches that others may undo, or that are ignored. */
export const patches: Analyzer = {
  rules: ['envoyfilter-relative', 'envoyfilter-replace', 'envoyfilter-add', 'envoyfilter-remove'],
  reads: ['envoyFilters'],
  *analyze(model) {
    const versioned = new Set<string>();
    for (const filter of model.envoyFilters) {
      for (const [index, patch] of (filter.spec.configPatches ?? []).entries())
        yield* judged(filter, index, patch, versioned);
    }
  },
};

type Patch = NonNullable<ObjectOf<'envoyFilters'>['spec']['configPatches']>[number];

function* judged(
  filter: ObjectOf<'envoyFilters'>,
  index: number,
  patch: Patch,
  versioned: Set<string>,
): Iterable<Told> {
  const operation = patch.patch?.operation ?? '';
  const applyTo = patch.applyTo ?? '';
  const path = ['spec', 'configPatches', index];
  const at = [...path, 'patch', 'operation'];
  const name = nameOf(patch);
  const isReplaced = ['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST'].includes(applyTo);
  if ((operation === 'ADD' || operation === 'REMOVE') && applyTo === 'ROUTE_CONFIGURATION') {
    yield {
      rule: operation === 'ADD' ? 'envoyfilter-add' : 'envoyfilter-remove',
      about: filter,
      path: at,
      message: `${operation} on ${applyTo} is ignored`,
    };
  } else if (operation === 'REPLACE' && !isReplaced) {
    yield {
      rule: 'envoyfilter-replace',
      about: filter,
      path: at,
      message: `REPLACE works on filters and virtual hosts only, not on ${applyTo}: the patch is ignored`,
    };
  } else if (
    ['REMOVE', 'REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER'].includes(operation) &&
    !filter.spec.priority
  ) {
    yield {
      rule: 'envoyfilter-relative',
      code: versioned.has(name) ? 'IST0155' : 'IST0151',
      about: filter,
      path,
      message: `${operation} depends on what others have put there before, and without a priority that is a matter of their order`,
    };
  }
  const proxy = patch.match?.proxy;
  if (isMap(proxy) && proxy.proxyVersion) versioned.add(name);
}

/** The name of the filter that a patch is about: what it writes, else what it looks for. */
function nameOf({ patch, match }: Patch): string {
  if (typeof patch?.value?.name === 'string') return patch.value.name;
  let found: unknown = match;
  for (const step of ['listener', 'filterChain', 'filter', 'name'])
    found = isMap(found) ? found[step] : undefined;
  return typeof found === 'string' ? found : '';
}
