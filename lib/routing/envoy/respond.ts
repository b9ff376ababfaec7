import { type Authenticated, authenticate } from '../../authorization/jwt-authentication';
import { type Facts, judge, type Rbac, type Verdict } from '../../authorization/rbac';
import { barePath, type HttpRequest, type RequestView } from '../../authorization/request-view';
import type {
  ForwardAction,
  HttpConnectionManager,
  Route,
  RouteAction,
  VirtualHost,
  WeightedCluster,
} from './configuration';
import { type CorsOutcome, corsOutcome } from './cors';
import { applyOperations, formatted, type Headers } from './header-operations';
import { virtualHostOf } from './host-lookup';
import { normalizedPath } from './path-normalization';
import { locationOf } from './redirect';
import { remoteAddress } from './remote-address';
import { rewrittenPath } from './rewrite';
import { routeIndexOf } from './route-index';

/** The connection that a request came on. */
export interface Peer {
  /** The address that the connection came from. */
  readonly address?: string;
  /** What its certificate proves. */
  readonly identity?: string;
  readonly serverName?: string;
  readonly destination?: string;
  /** The port that the proxy listens on. */
  readonly port: number;
  /** When, in seconds since 1970; tokens are judged by it. */
  readonly at: number;
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
  readonly status?: number;
  readonly body?: string;
  readonly location?: string;
  /** The request after the proxy has tidied it and its tokens were read. */
  readonly view: RequestView;
  readonly facts: Facts;
  readonly virtualHost?: VirtualHost;
  /** The place of the route in its virtual host. */
  readonly routeIndex: number;
  readonly route?: Route;
  /** What the policies of each action said, as far as they were asked. */
  readonly verdicts: readonly { readonly rbac: Rbac; readonly verdict: Verdict }[];
  readonly authenticated?: Authenticated;
  readonly cors: CorsOutcome;
  /** Why the proxy refused the request by itself. */
  readonly because?: string;
}

const noCors: CorsOutcome = { answered: false, headers: {} };

/** Leads a request through a proxy: path, tokens, policies, faults, CORS, route. */
export function respond(manager: HttpConnectionManager, request: HttpRequest, peer: Peer): ProxyAnswer {
  const path = normalizedPath(request.path, manager.normalization);
  const first = viewOf(request, path ?? request.path);
  const facts: Facts = factsOf(manager, first, peer);
  const none = { view: first, facts, routeIndex: -1, verdicts: [], cors: noCors };
  if (path === undefined) {
    return { ...none, decision: 'respond', status: 400, because: 'the path cannot be normalized' };
  }
  const { authentication } = manager;
  const authenticated = authentication && authenticate(authentication, first, peer.at);
  if (authenticated?.refused !== undefined) {
    const { status, body } = authenticated.refused;
    return { ...none, decision: 'unauthenticated', status, body, authenticated };
  }
  const view = authenticated === undefined ? first : afterTokens(first, authenticated);
  const seen: Facts = view === first ? facts : { ...facts, request: view };
  const judged = verdictsOf(manager.policies, seen);
  const base = { view, facts: seen, verdicts: judged, ...(authenticated && { authenticated }) };
  if (judged.some(({ verdict }) => verdict.denied)) {
    return {
      ...base,
      routeIndex: -1,
      cors: noCors,
      decision: 'deny',
      status: 403,
      body: 'RBAC: access denied',
    };
  }
  return { ...base, ...routed(manager, view) };
}

type Routed = Omit<ProxyAnswer, 'view' | 'facts' | 'verdicts'>;

function routed(manager: HttpConnectionManager, view: RequestView): Routed {
  const virtualHost = virtualHostOf(manager.routes, view.host);
  if (virtualHost === undefined) return { decision: 'no-host', status: 404, routeIndex: -1, cors: noCors };
  if (virtualHost.requireTls && view.scheme !== 'https') {
    const location = `https://${view.host}${view.path}`;
    const because = 'the gateway sends everything to https';
    return {
      decision: 'redirect',
      status: 301,
      location,
      virtualHost,
      routeIndex: -1,
      cors: noCors,
      because,
    };
  }
  const routeIndex = routeIndexOf(virtualHost, view);
  const route = virtualHost.routes[routeIndex];
  if (route === undefined) {
    return { decision: 'no-route', status: 404, virtualHost, routeIndex, cors: noCors };
  }
  const found = { virtualHost, routeIndex, route };
  const abort = route.fault?.abort;
  if (abort !== undefined && abort.percent >= 100) {
    return { ...found, decision: 'abort', status: abort.status, body: 'fault filter abort', cors: noCors };
  }
  const cors = corsOutcome(route.cors, view);
  if (cors.answered) return { ...found, decision: 'respond', status: 200, cors, because: 'a CORS preflight' };
  return { ...found, cors, ...actedOn(route, route.action, view) };
}

function actedOn(
  route: Route,
  action: RouteAction,
  view: RequestView,
): Pick<ProxyAnswer, 'decision' | 'status' | 'body' | 'location' | 'because'> {
  switch (action.kind) {
    case 'forward':
      return { decision: 'forward' };
    case 'redirect':
      return {
        decision: 'redirect',
        status: action.status,
        location: locationOf(action, route.match.path, view),
      };
    case 'respond':
      return {
        decision: 'respond',
        status: action.status,
        ...(action.body !== undefined && { body: action.body }),
      };
    case 'nothing':
      return { decision: 'no-route', status: 404, because: 'the route does nothing' };
    default:
      return action satisfies never;
  }
}

function viewOf(request: HttpRequest, path: string): RequestView {
  return { ...request, path, bare: barePath(path) };
}

function afterTokens(view: RequestView, { headers, path, claims }: Authenticated): RequestView {
  return {
    ...view,
    headers,
    path,
    bare: barePath(path),
    ...(claims !== undefined && { claims }),
  };
}

function factsOf(manager: HttpConnectionManager, request: RequestView, peer: Peer): Facts {
  const remote = remoteAddress(peer.address, request.headers['x-forwarded-for'], manager);
  return {
    request,
    port: peer.port,
    ...(peer.address !== undefined && { source: peer.address }),
    ...(remote !== undefined && { remote }),
    ...(peer.destination !== undefined && { destination: peer.destination }),
    ...(peer.identity !== undefined && { identity: peer.identity }),
    ...(peer.serverName !== undefined && { serverName: peer.serverName }),
  };
}

/** Asks the policies in their order and stops at the first that denies. */
export function verdictsOf(
  policies: readonly Rbac[],
  facts: Facts,
): readonly { readonly rbac: Rbac; readonly verdict: Verdict }[] {
  if (policies.length === 0) return none;
  const verdicts: { rbac: Rbac; verdict: Verdict }[] = [];
  for (const rbac of policies) {
    const verdict = judge(rbac, facts);
    verdicts.push({ rbac, verdict });
    if (verdict.denied) break;
  }
  return verdicts;
}

const none: readonly never[] = [];

/** The request as a destination's backend sees it. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The request that goes to one of a route's destinations: rewritten, its headers changed. */
export function upstreamRequest(
  { view, facts, route }: ProxyAnswer,
  action: ForwardAction,
  destination: WeightedCluster | undefined,
): UpstreamRequest {
  const headers: Headers = { ...view.headers };
  const value = valuesOf(view, facts);
  applyOperations(headers, destination?.requestHeaders, value);
  applyOperations(headers, route?.requestHeaders, value);
  return {
    method: view.method,
    path: route === undefined ? view.path : rewrittenPath(view.path, route.match.path, action.rewrite),
    host: destination?.host ?? action.host ?? view.host,
    headers,
  };
}

/** What the proxy puts on a response, also on one that it makes itself once it has a route. */
export function responseHeaders(
  { view, facts, route, cors }: ProxyAnswer,
  destination?: WeightedCluster,
): Readonly<Record<string, string>> {
  if (cors.answered) return cors.headers;
  const headers: Headers = {};
  const value = valuesOf(view, facts);
  applyOperations(headers, destination?.responseHeaders, value);
  applyOperations(headers, route?.responseHeaders, value);
  return { ...headers, ...cors.headers };
}

function valuesOf(view: RequestView, facts: Facts): (template: string) => string {
  const request = (name: string) => (name.startsWith(':') ? pseudo(view, name) : view.headers[name]);
  return (template) =>
    formatted(template, {
      request,
      protocol: 'HTTP/1.1',
      ...(facts.source !== undefined && { address: facts.source }),
    });
}

function pseudo(view: RequestView, name: string): string | undefined {
  const values: Readonly<Record<string, string>> = {
    ':method': view.method,
    ':path': view.path,
    ':authority': view.host,
    ':scheme': view.scheme,
  };
  return values[name];
}
