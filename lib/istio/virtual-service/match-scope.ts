import { type Fault, fault, within } from '../../diagnostics/fault';
import { firstFault } from '../../values/check';
import { isClaim } from '../../values/header-name';
import { isMesh, type RouteGateway, renderGateway } from '../references/gateway-ref';
import type { IWorkload } from '../references/workload';

/** What a match of any kind of route says of where it holds. */
interface ScopedMatch {
  readonly gateways?: readonly RouteGateway[];
  readonly source?: IWorkload;
  readonly sourceNamespace?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly withoutHeaders?: Readonly<Record<string, unknown>>;
  readonly jwt?: { readonly issuer: { readonly issuer: string } };
}

/** Where the matches stand. */
interface Scope {
  readonly namespace: string | undefined;
  readonly gateways: readonly RouteGateway[];
}

/** Finds matches that can't be met where their VirtualService holds. */
export function scopeFault(
  scope: Scope,
  routes: readonly { readonly match?: readonly object[] }[],
): Fault | undefined {
  return ofEachMatch(
    routes,
    (match) =>
      gatewaysFault(scope, match) ??
      sourceFault(scope, match) ??
      (holdsForSidecars(scope.gateways) ? claimFault(match) : undefined),
  );
}

/** The first fault among the matches of some routes. */
export function ofEachMatch(
  routes: readonly { readonly match?: readonly object[] }[],
  find: (match: ScopedMatch) => Fault | undefined,
): Fault | undefined {
  return firstFault(routes.length, (index) => {
    const { match = [] } = routes[index] as { readonly match?: readonly object[] };
    const found = firstFault(match.length, (place) => within(place, find(match[place] as ScopedMatch)));
    return within(index, within('match', found));
  });
}

/** Whether routes hold for sidecars: without a word they hold for these alone. */
export function holdsForSidecars(gateways: readonly RouteGateway[]): boolean {
  return gateways.length === 0 || gateways.some(isMesh);
}

/** Istio takes claims from gateways only: a sidecar does not know them when it chooses a route. */
export function claimFault(match: object): Fault | undefined {
  const { headers, withoutHeaders, jwt } = match as ScopedMatch;
  if (jwt !== undefined) return within('jwt', claimsElsewhere(jwt.issuer.issuer));
  const property = Object.keys(headers ?? {}).some(isClaim) ? 'headers' : 'withoutHeaders';
  const claim = Object.keys((match as ScopedMatch)[property] ?? {}).find(isClaim);
  if (claim === undefined || (headers ?? withoutHeaders) === undefined) return undefined;
  return within(property, claimsElsewhere(claim));
}

function claimsElsewhere(got: string): Fault {
  return fault(
    'claims are matched at gateways only',
    got,
    'bind the routes to gateways alone, or match a header',
  );
}

function gatewaysFault({ namespace, gateways }: Scope, match: ScopedMatch): Fault | undefined {
  const bound =
    gateways.length === 0 ? ['mesh'] : gateways.map((gateway) => renderGateway(gateway, namespace));
  const names = (match.gateways ?? []).map((gateway) => renderGateway(gateway, namespace));
  const index = names.findIndex((name) => !bound.includes(name));
  if (index < 0) return undefined;
  return within(
    'gateways',
    within(
      index,
      fault(
        'a match names a gateway that the VirtualService is not bound to',
        names[index],
        `add it to the gateways, which are ${bound.join(', ')}`,
      ),
    ),
  );
}

function sourceFault({ gateways }: Scope, match: ScopedMatch): Fault | undefined {
  const source = match.source?.labels ?? match.sourceNamespace;
  if (source === undefined) return undefined;
  if (holdsForSidecars(gateways) && holdsForSidecars(match.gateways ?? [])) return undefined;
  return within(
    match.source ? 'source' : 'sourceNamespace',
    fault(
      'the source of traffic is known to sidecars only, and the route is not for them',
      source,
      'add mesh to the gateways or leave the source out',
    ),
  );
}
