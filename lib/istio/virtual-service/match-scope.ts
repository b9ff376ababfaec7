import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';
import { isClaim } from '../../values/header-name';
import { type RouteGateway, renderGateway } from '../references/gateway-ref';
import type { IWorkload } from '../references/workload';

/** What a match of any kind of route says of where it holds. */
interface ScopedMatch {
  readonly gateways?: readonly RouteGateway[];
  readonly source?: IWorkload;
  readonly sourceNamespace?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly withoutHeaders?: Readonly<Record<string, unknown>>;
}

/** The object that the matches stand in. */
interface Owner {
  readonly construct: IConstruct;
  readonly namespace: string | undefined;
  readonly gateways: readonly RouteGateway[];
}

/** Refuses matches that can't be met where their VirtualService holds. */
export function checkMatchScopes(
  owner: Owner,
  routes: readonly { readonly match?: readonly object[] }[],
): void {
  for (const match of routes.flatMap((route) => (route.match ?? []) as readonly ScopedMatch[])) {
    checkGateways(owner, match);
    checkSource(owner, match);
    checkClaims(owner.construct, match, holdsForSidecars(owner.gateways));
  }
}

/** Whether routes hold for sidecars: without a word they hold for these alone. */
export function holdsForSidecars(gateways: readonly RouteGateway[]): boolean {
  return gateways.length === 0 || gateways.some((gateway) => 'kind' in gateway);
}

/** Istio takes claims from gateways only: a sidecar does not know them when it chooses a route. */
export function checkClaims(owner: IConstruct, match: object, refused: boolean): void {
  const { headers, withoutHeaders } = match as ScopedMatch;
  const claim = [...Object.keys(headers ?? {}), ...Object.keys(withoutHeaders ?? {})].find(isClaim);
  if (claim === undefined || !refused) return;
  throw new ConfigError({
    at: owner.node.path,
    problem: 'claims are matched at gateways only',
    got: claim,
    instead: 'bind the routes to gateways alone, or match a header',
  });
}

function checkGateways({ construct, namespace, gateways }: Owner, match: ScopedMatch): void {
  const bound =
    gateways.length === 0 ? ['mesh'] : gateways.map((gateway) => renderGateway(gateway, namespace));
  for (const gateway of match.gateways ?? []) {
    const name = renderGateway(gateway, namespace);
    if (bound.includes(name)) continue;
    throw new ConfigError({
      at: construct.node.path,
      problem: 'a match names a gateway that the VirtualService is not bound to',
      got: name,
      instead: `add it to the gateways, which are ${bound.join(', ')}`,
    });
  }
}

function checkSource({ construct, gateways }: Owner, match: ScopedMatch): void {
  const source = match.source?.labels ?? match.sourceNamespace;
  if (source === undefined) return;
  if (holdsForSidecars(gateways) && holdsForSidecars(match.gateways ?? [])) return;
  throw new ConfigError({
    at: construct.node.path,
    problem: 'the source of traffic is known to sidecars only, and the route is not for them',
    got: source,
    instead: 'add mesh to the gateways or leave the source out',
  });
}
