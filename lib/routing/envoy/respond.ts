import { type Authenticated, authenticate } from '../../authorization/jwt-authentication';
import { type Facts, judge, type Rbac, type Verdict } from '../../authorization/rbac';
import { barePath, type HttpRequest, type RequestView } from '../../authorization/request-view';
import type { HttpConnectionManager, VirtualHost } from './configuration';
import { type CorsOutcome, corsOutcome } from './cors';
import { virtualHostOf } from './host-lookup';
import { normalizedPath } from './path-normalization';
import { locationOf } from './redirect';
import { remoteAddress } from './remote-address';
import type { Route } from './route-configuration';
import { routeIndexOf } from './route-index';

/** The connection that a request came on. */
export interface Peer {
  /** The address that the connection came from. */
  readonly address?: string | undefined;
  /** What its certificate proves. */
  readonly identity?: string | undefined;
  readonly serverName?: string | undefined;
  readonly destination?: string | undefined;
  /** The port that the proxy listens on. */
  readonly port: number;
  /** When, in seconds since 1970; tokens are judged by it. */
  readonly at: number;
}

/** What the policies of one action said. */
export interface Judged {
  readonly rbac: Rbac;
  readonly verdict: Verdict;
}

/** What one proxy does with one request. */
export interface ProxyAnswer {
  readonly decision:
    | 'forward'
    | 'redirect'
    | 'respond'
    | 'abort'
    | 'deny'
    | 'unauthenticated'
    | 'no-host'
    | 'no-route';
  /** What the proxy answers itself; left out where a backend does. */
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  readonly location?: string | undefined;
  /** The request after the proxy has tidied it and its tokens were read. */
  readonly view: RequestView;
  readonly facts: Facts;
  readonly virtualHost?: VirtualHost | undefined;
  /** The place of the route in its virtual host. */
  readonly routeIndex: number;
  readonly route?: Route | undefined;
  /** Of a refused request: its route leads nowhere, but puts its headers on the refusal. */
  readonly refusedRoute?: Route | undefined;
  /** What the policies of each action said, as far as they were asked. */
  readonly verdicts: readonly Judged[];
  readonly authenticated?: Authenticated | undefined;
  readonly cors: CorsOutcome;
  /** Why the proxy refused the request by itself. */
  readonly because?: string | undefined;
}

const noCors: CorsOutcome = { answered: false, headers: {} };

/** Leads a request through a proxy: path, tokens, policies, faults, CORS, route. */
export function respond(manager: HttpConnectionManager, request: HttpRequest, peer: Peer): ProxyAnswer {
  const path = normalizedPath(request.path, manager.normalization);
  const first = viewOf(request, path ?? request.path, manager);
  const facts = factsOf(manager, first, peer);
  if (path === undefined) {
    return outcome({ view: first, facts }, 'respond', 400, { because: 'the path cannot be normalized' });
  }
  const { authentication } = manager;
  const authenticated = authentication && authenticate(authentication, first, peer.at);
  if (authenticated?.refused !== undefined) {
    const { status, body } = authenticated.refused;
    const refused = refusedRoute(manager, first);
    return outcome({ view: first, facts, authenticated }, 'unauthenticated', status, { body }, refused);
  }
  const view = authenticated === undefined ? first : afterTokens(first, authenticated);
  const seen = view === first ? facts : { ...facts, request: view };
  const verdicts = verdictsOf(manager.policies, seen);
  const way: Way = { view, facts: seen, verdicts, authenticated };
  // Asking stops at the first that denies.
  if (verdicts[verdicts.length - 1]?.verdict.denied) {
    return outcome(way, 'deny', 403, { body: 'RBAC: access denied' }, refusedRoute(manager, view));
  }
  return routed(manager, way);
}

/** What is known on the way to the route. */
interface Way {
  readonly view: RequestView;
  readonly facts: Facts;
  readonly verdicts?: ProxyAnswer['verdicts'];
  readonly authenticated?: Authenticated | undefined;
}

interface Said {
  readonly body?: string | undefined;
  readonly location?: string;
  readonly because?: string;
}

interface Found {
  readonly virtualHost?: VirtualHost;
  readonly routeIndex?: number;
  readonly route?: Route;
  readonly refusedRoute?: Route;
  readonly cors?: CorsOutcome;
}

/** An answer with every property in its place, which makes asking a million times fast. */
function outcome(
  { view, facts, verdicts, authenticated }: Way,
  decision: ProxyAnswer['decision'],
  status: number | undefined,
  said: Said,
  found?: Found,
): ProxyAnswer {
  return {
    decision,
    status,
    body: said.body,
    location: said.location,
    because: said.because,
    view,
    facts,
    virtualHost: found?.virtualHost,
    routeIndex: found?.routeIndex ?? -1,
    route: found?.route,
    refusedRoute: found?.refusedRoute,
    verdicts: verdicts ?? none,
    authenticated,
    cors: found?.cors ?? noCors,
  };
}

const silent: Said = {};

/** The route that a refused request would have taken: Envoy has chosen it before it asks who may. */
function refusedRoute(manager: HttpConnectionManager, view: RequestView): Found {
  const virtualHost = virtualHostOf(manager.routes, view.host);
  if (virtualHost?.requireTls && view.scheme !== 'https') return {};
  const route = virtualHost?.routes[routeIndexOf(virtualHost, view)];
  return route === undefined || route.action.kind !== 'forward' ? {} : { refusedRoute: route };
}

function routed(manager: HttpConnectionManager, way: Way): ProxyAnswer {
  const { view } = way;
  const virtualHost = virtualHostOf(manager.routes, view.host);
  if (virtualHost === undefined) return outcome(way, 'no-host', 404, silent);
  if (virtualHost.requireTls && view.scheme !== 'https') {
    const location = `https://${view.host}${view.path}`;
    const because = 'the gateway sends everything to https';
    return outcome(way, 'redirect', 301, { location, because }, { virtualHost, routeIndex: -1 });
  }
  const routeIndex = routeIndexOf(virtualHost, view);
  const route = virtualHost.routes[routeIndex];
  if (route === undefined) return outcome(way, 'no-route', 404, silent, { virtualHost, routeIndex });
  const abort = route.fault?.abort;
  if (abort !== undefined && abort.percent >= 100) {
    const found = { virtualHost, routeIndex, route };
    return outcome(way, 'abort', abort.status, { body: 'fault filter abort' }, found);
  }
  // The CORS filter acts only where the route leads on: a redirect or an answer of the proxy's own stays as it is.
  const cors = route.action.kind === 'forward' ? corsOutcome(route.cors, view) : noCors;
  const found: Found = { virtualHost, routeIndex, route, cors };
  if (cors.answered) return outcome(way, 'respond', 200, { because: 'a CORS preflight' }, found);
  const { action } = route;
  switch (action.kind) {
    case 'forward':
      return outcome(way, 'forward', undefined, silent, found);
    case 'redirect': {
      const location = locationOf(action, route.match.path, view);
      return outcome(way, 'redirect', action.status, { location }, found);
    }
    case 'respond':
      return outcome(way, 'respond', action.status, { body: action.body }, found);
    case 'nothing':
      return outcome(way, 'no-route', 404, { because: 'the route does nothing' }, found);
    default:
      return action satisfies never;
  }
}

function viewOf(request: HttpRequest, path: string, manager: HttpConnectionManager): RequestView {
  const { method, host, scheme, headers } = request;
  const isFirst = manager.useRemoteAddress && manager.trustedProxies === 0;
  const forwardedScheme = isFirst ? scheme : (headers['x-forwarded-proto'] ?? scheme);
  return { method, host, scheme, headers, path, bare: barePath(path), forwardedScheme, claims: undefined };
}

function afterTokens(view: RequestView, { headers, path, claims }: Authenticated): RequestView {
  return { ...view, headers, path, bare: barePath(path), claims };
}

function factsOf(manager: HttpConnectionManager, request: RequestView, peer: Peer): Facts {
  const { port, address, destination, identity, serverName } = peer;
  const remote = remoteAddress(address, request.headers['x-forwarded-for'], manager);
  return { request, port, source: address, remote, destination, identity, serverName };
}

/** Asks the policies in their order and stops at the first that denies. */
export function verdictsOf(policies: readonly Rbac[], facts: Facts): readonly Judged[] {
  if (policies.length === 0) return none;
  const verdicts: Judged[] = [];
  for (const rbac of policies) {
    const verdict = judge(rbac, facts);
    verdicts.push({ rbac, verdict });
    if (verdict.denied) break;
  }
  return verdicts;
}

const none: readonly never[] = [];
