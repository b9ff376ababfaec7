import type { IConstruct } from 'constructs';
import type {
  VirtualServiceSpecHttp,
  VirtualServiceSpecHttpRoute,
} from '../../../imports/networking.istio.io/virtual-service';
import { defined } from '../../values/defined';
import { durationText } from '../../values/duration';
import { renderDestination, targetRules } from '../references/destination';
import { gatewayConstructs } from '../references/gateway-ref';
import type { Plain } from '../resource';
import { renderCorsPolicy } from './cors-policy';
import { renderDirectResponse } from './direct-response';
import { renderFault } from './fault';
import { renderHeaderOperations } from './header-operations';
import { renderHttpMatch } from './http-match';
import { renderHttpRedirect } from './http-redirect';
import { renderHttpRewrite } from './http-rewrite';
import type { HttpForward, HttpForwardOptions, HttpRoute, HttpRouteOptions, HttpShare } from './http-route';
import { renderMirrors } from './mirror';
import { renderRetries } from './retries';

type Rendered = Plain<VirtualServiceSpecHttp>;

/** Writes a route of a VirtualService in `namespace`. */
export function renderHttpRoute(route: HttpRoute, namespace: string | undefined): Rendered {
  switch (route.kind) {
    case 'forward':
      return { ...renderForwardOptions(route, namespace), route: renderShares(route.shares) };
    case 'redirect':
      return { ...renderOptions(route, namespace), redirect: renderHttpRedirect(route.redirect) };
    case 'direct-response':
      return { ...renderOptions(route, namespace), directResponse: renderDirectResponse(route.response) };
    case 'delegate':
      return {
        ...renderForwardOptions(route, namespace),
        delegate: defined<NonNullable<Rendered['delegate']>>({
          name: route.to.name,
          namespace: route.to.namespace,
        }),
      };
    default:
      return route satisfies never;
  }
}

/** The constructs that a route refers to. */
export function httpRouteConstructs(route: HttpRoute): readonly IConstruct[] {
  const bound = (route.match ?? []).flatMap((match) => gatewayConstructs(match.gateways ?? []));
  switch (route.kind) {
    case 'forward':
      return [...bound, ...targets(route.shares), ...targets(route.mirrors ?? [])];
    case 'delegate':
      return [...bound, ...(route.to.construct ? [route.to.construct] : []), ...targets(route.mirrors ?? [])];
    case 'redirect':
    case 'direct-response':
      return bound;
    default:
      return route satisfies never;
  }
}

function targets(shares: readonly Pick<HttpShare, 'to'>[]): readonly IConstruct[] {
  return targetRules(shares.map(({ to }) => to));
}

function renderOptions(
  { name, match, headers, cors }: HttpRouteOptions,
  namespace: string | undefined,
): Rendered {
  return defined<Rendered>({
    name,
    match: match?.map((one) => renderHttpMatch(one, namespace)),
    headers: headers && renderHeaderOperations(headers),
    corsPolicy: cors && renderCorsPolicy(cors),
  });
}

function renderForwardOptions(options: HttpForwardOptions, namespace: string | undefined): Rendered {
  const { rewrite, mirrors, fault, retries, timeout } = options;
  return {
    ...renderOptions(options, namespace),
    ...(mirrors && renderMirrors(mirrors)),
    ...defined<Rendered>({
      rewrite: rewrite && renderHttpRewrite(rewrite),
      fault: fault && renderFault(fault),
      retries: retries && renderRetries(retries),
      timeout: timeout && durationText(timeout),
    }),
  };
}

/** A single destination gets everything without a word; parts are always spelled, 0 too. */
function renderShares(shares: HttpForward['shares']): VirtualServiceSpecHttpRoute[] {
  return shares.map(({ to, percent, headers }) =>
    defined<VirtualServiceSpecHttpRoute>({
      destination: renderDestination(to),
      weight: shares.length === 1 ? undefined : percent,
      headers: headers && renderHeaderOperations(headers),
    }),
  );
}
