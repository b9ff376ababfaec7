import { hostCovers } from '../model/host-name';
import { withoutPort } from './envoy/host-lookup';
import type { RouteOrigin } from './envoy/origin';
import type { ProxyAnswer } from './envoy/respond';
import { whyNot } from './envoy/route-match';
import type { Trace } from './trace';

/** A route or match that did not take the request, and why. */
export interface Tried {
  readonly route: number;
  readonly match?: number;
  readonly because: string;
}

/** Of more routes than this only the first are told of: a host may have thousands. */
const most = 100;

/** Why the routes before the one that matched, or all, did not. */
export function triedRoutes({ answer, manager }: Trace): Tried[] {
  if (answer === undefined) return [];
  const { virtualHost, routeIndex, view } = answer;
  const tried: Tried[] = [];
  const add = ({ index, match }: RouteOrigin, because: string) =>
    tried.push({ route: index, ...(match !== undefined && { match: match.index }), because });
  const host = withoutPort(view.host).toLowerCase();
  for (const { host: written, origin, because } of manager?.routes.left ?? []) {
    if (hostCovers(written, host)) add(origin, because);
  }
  for (const { origin, because } of virtualHost?.left ?? []) add(origin, because);
  const routes = virtualHost?.routes ?? [];
  for (const [index, route] of routes.entries()) {
    if (index === routeIndex || tried.length >= most) break;
    const because = whyNot(route.match, view);
    if (route.origin !== undefined && because !== undefined) add(route.origin, because);
  }
  return tried;
}

/** Says so where not all routes that come before are told of. */
export function untoldRoutes({ answer }: Trace): string[] {
  const before = answer === undefined ? 0 : routesBefore(answer);
  return before > most ? [`${before} routes come before, of which the first ${most} are told of`] : [];
}

function routesBefore({ virtualHost, routeIndex }: ProxyAnswer): number {
  if (virtualHost === undefined) return 0;
  return routeIndex === -1 ? virtualHost.routes.length : routeIndex;
}
