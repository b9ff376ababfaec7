import { type Fault, fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { type Check, firstFault, list } from '../../values/check';
import { backendFault } from '../references/backend';
import type { IReferenceGrant, Referrer } from '../references/reference-grant-ref';
import { type GRPCFilter, type HeaderFilter, type HTTPFilter, httpFilter, most } from './filter';

/** A list of filters, of which only mirrors may be repeated, and only some of them are fine here. */
export function filters<T extends HTTPFilter>(...kinds: readonly T['kind'][]): Check<readonly T[]> {
  const all = list(httpFilter, { most });
  return (values: readonly T[]) => {
    const found = all(values);
    if (found) return found;
    const seen = new Set<string>();
    return firstFault(values.length, (index) => {
      const { kind } = values[index] as T;
      const instead = `filters here are ${kinds.map((one) => `'${one}'`).join(', ')}`;
      if (!kinds.includes(kind))
        return within(index, fault('this filter is not for this place', kind, instead));
      const isTwice = kind !== 'request-mirror' && seen.has(kind);
      seen.add(kind);
      if (isTwice) return within(index, fault('a filter is there once', kind, 'write both as one'));
      return seen.has('request-redirect') && seen.has('url-rewrite')
        ? within(index, fault('a request is redirected or rewritten', kind, 'leave one of them out'))
        : undefined;
    });
  };
}

/** The filters of a rule of an HTTPRoute. */
export const httpFilters = filters<HTTPFilter>(
  'request-header-modifier',
  'response-header-modifier',
  'request-mirror',
  'request-redirect',
  'url-rewrite',
  'cors',
);

/** The filters of a rule of a GRPCRoute. */
export const grpcFilters = filters<GRPCFilter>(
  'request-header-modifier',
  'response-header-modifier',
  'request-mirror',
);

/** The filters of one backend: Istio takes no others there. */
export const backendFilters = filters<HeaderFilter>('request-header-modifier', 'response-header-modifier');

/** Refuses mirrors in other namespaces that no grant lets be named. */
export function filtersFault(
  all: readonly HTTPFilter[],
  referrer: Referrer,
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  return firstFault(all.length, (index) => {
    const filter = all[index] as HTTPFilter;
    if (filter.kind !== 'request-mirror') return undefined;
    return within(index, within('to', backendFault(filter.to, referrer, place, grants)));
  });
}
