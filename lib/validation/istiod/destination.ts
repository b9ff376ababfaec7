import { object, type Shape, value } from '../shape';
import { dnsLabel, wildcardHost } from './hosts';
import { int32, port } from './values';

/** Where a route leads. */
export const destination = object<{ readonly host?: string; readonly port?: { readonly number?: number } }>(
  {
    subset: value<string>((name) => (name === '' ? undefined : dnsLabel(name))),
  },
  ({ host = '', port: chosen }, place) => {
    const problem = host === '*' ? 'can not be every host' : wildcardHost(host);
    if (problem !== undefined) place.report(problem, { at: ['host'] });
    const wrong = chosen === undefined || chosen === null ? undefined : port(chosen.number ?? 0);
    if (wrong !== undefined) place.report(wrong, { at: ['port', 'number'] });
  },
);

interface Weighted {
  readonly destination?: unknown;
  readonly weight?: number;
}

/** Weights of several destinations: none negative, and not all zero. */
export const weights: Shape<readonly Weighted[]> = (routes, place) => {
  let total = 0;
  routes.forEach(({ weight = 0 }, index) => {
    const negative = weight < 0 ? `must not be negative, got ${weight}` : int32(weight);
    if (negative !== undefined) place.report(negative, { at: [index, 'weight'] });
    // istiod adds them in 32 bits.
    total = (total + weight) | 0;
  });
  if (routes.length > 1 && total === 0) {
    place.report('must have a weight: with several destinations and none, no request would go anywhere');
  }
};

/** An entry of a list of weighted destinations. */
export function weighted(more: Readonly<Record<string, Shape>> = {}): Shape {
  return object<Weighted>({ destination: destinationUnlessConverted, ...more }, (route, place) => {
    if (!route.destination) place.report('must have a destination');
  });
}

/** What istiod makes of a Gateway API route is its own to judge. */
export function isConverted(annotations: Readonly<Record<string, string>>): boolean {
  return annotations['internal.istio.io/route-semantics'] === 'gateway';
}

const destinationUnlessConverted: Shape = (given, place) => {
  if (!isConverted(place.context.annotations)) destination(given, place);
};
