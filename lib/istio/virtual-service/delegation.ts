import { type Fault, fault, within } from '../../diagnostics/fault';
import { firstFault } from '../../values/check';
import { type HttpMatch, renderHttpMatch } from './http-match';
import type { HttpDelegate, HttpRoute } from './http-route';
import type { WrittenMatch } from './route-order';
import type { RenderedStringMatch } from './string-match';

/**
 * Finds routes of a delegate that Istio drops, because one of their matches fits none of those that the requests are
 * handed on by. Only a delegate of this app is known.
 */
export function delegationFault(routes: readonly HttpRoute[]): Fault | undefined {
  return firstFault(routes.length, (index) => {
    const route = routes[index] as HttpRoute;
    return route.kind === 'delegate' ? within(index, within('to', droppedRoute(route))) : undefined;
  });
}

function droppedRoute({ match, to }: HttpDelegate): Fault | undefined {
  if (match === undefined) return undefined;
  const handedOn = match.map(written);
  return firstFault(to.routes?.length ?? 0, (index) => {
    const inner = (to.routes?.[index]?.match ?? []) as readonly HttpMatch[];
    const alien = inner.find((one) => handedOn.every((outer) => conflict(outer, written(one))));
    if (alien === undefined) return undefined;
    return fault(
      `route ${index + 1} of the delegate '${to.construct?.node.path ?? to.name}' matches what is not handed on to it, so Istio drops it`,
      written(alien),
      'widen the match of this route, or narrow that of the delegate',
    );
  });
}

/** Without a namespace, so that gateways are named alike wherever the match stands. */
function written(match: HttpMatch): WrittenMatch {
  return renderHttpMatch(match, undefined);
}

/** Whether the one is no part of the other as Istio compares them. */
function conflict(outer: WrittenMatch, inner: WrittenMatch): boolean {
  const own = inner.gateways;
  return (
    textConflict(outer.uri, inner.uri) ||
    textConflict(outer.scheme, inner.scheme) ||
    textConflict(outer.method, inner.method) ||
    textConflict(outer.authority, inner.authority) ||
    anyConflict(outer.headers, inner.headers) ||
    anyConflict(outer.withoutHeaders, inner.withoutHeaders) ||
    anyConflict(outer.queryParams, inner.queryParams) ||
    (outer.ignoreUriCase ?? false) !== (inner.ignoreUriCase ?? false) ||
    (outer.port !== undefined && inner.port !== undefined && outer.port !== inner.port) ||
    (outer.sourceNamespace !== undefined && outer.sourceNamespace !== inner.sourceNamespace) ||
    Object.entries(inner.sourceLabels ?? {}).some(
      ([name, value]) => (outer.sourceLabels?.[name] ?? value) !== value,
    ) ||
    (outer.gateways !== undefined && own !== undefined && !own.every((one) => outer.gateways?.includes(one)))
  );
}

type Texts = Readonly<Record<string, RenderedStringMatch>> | undefined;

function anyConflict(outer: Texts, inner: Texts): boolean {
  return Object.entries(inner ?? {}).some(
    ([name, text]) => outer !== undefined && Object.hasOwn(outer, name) && textConflict(outer[name], text),
  );
}

function textConflict(
  outer: RenderedStringMatch | undefined,
  inner: RenderedStringMatch | undefined,
): boolean {
  if (outer === undefined || inner === undefined) return false;
  if (outer.regex !== undefined || inner.regex !== undefined) return true;
  if (outer.exact !== undefined) return inner.exact !== outer.exact;
  const text = inner.prefix ?? inner.exact;
  return outer.prefix === undefined || text === undefined || !text.startsWith(outer.prefix);
}
