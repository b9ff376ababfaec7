import type { Construct } from 'constructs';
import * as generated from '../../../imports/gateway.networking.k8s.io/http-route';
import { type Fault, fault } from '../../diagnostics/fault';
import { IstioResource, type Plain } from '../../istio/resource';
import { type Check, every, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { gatewayApiKind } from '../kind';
import { grantsFault, type HTTPRule, httpRule, renderHttpRule } from './http-rule';
import {
  hostnames,
  type RouteProps,
  renderParents,
  routeAfter,
  routeFault,
  routeProps,
  ruleNamesFault,
} from './route';

/** Which HTTP requests go where, and by which parents they come. */
export interface HTTPRouteProps extends RouteProps {
  /** @default - every host that the listeners are for; in the mesh, the parent's */
  readonly hostnames?: NonEmpty<string>;
  readonly rules: NonEmpty<HTTPRule>;
}

/** The standard's limit for all matches of a route together. */
const mostMatches = 128;

/** Refuses more matches than a route may have, of any kind of rules. */
export const matchesFault: Check<readonly { readonly matches?: readonly unknown[] }[]> = (
  rules: readonly { readonly matches?: readonly unknown[] }[],
): Fault | undefined => {
  const matches = rules.reduce((sum, { matches = [] }) => sum + matches.length, 0);
  return matches <= mostMatches
    ? undefined
    : fault(`a route has at most ${mostMatches} matches in all`, matches, 'write several routes');
};

const httpRoute = gatewayApiKind<HTTPRouteProps, generated.HttpRouteSpec>({
  generated: generated.HttpRoute,
  check: shape<HTTPRouteProps>({
    ...routeProps,
    hostnames: optional(hostnames),
    rules: every<readonly HTTPRule[]>(list(httpRule, { most: 16 }), matchesFault, ruleNamesFault),
  }),
  rule: (props, place) =>
    routeFault('HTTPRoute', props, place) ?? grantsFault(props.rules, 'HTTPRoute', place, props.grants),
  render: (props, place) =>
    defined<Plain<generated.HttpRouteSpec>>({
      parentRefs: renderParents(props, place),
      hostnames: props.hostnames && [...props.hostnames],
      rules: props.rules.map((rule) => renderHttpRule(rule, place)),
    }),
  after: routeAfter,
});

/**
 * Where HTTP requests go that come in by a gateway, or that workloads send to a service.
 *
 * @example
 * new HTTPRoute(this, 'reviews', {
 *   parents: [reviews],
 *   rules: [{ backends: [{ to: reviews, weight: 90 }, { to: ratings, weight: 10 }] }],
 * });
 * @throws ConfigError for parents whose listeners would not take it, and for backends of another namespace without a grant
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HTTPRoute extends IstioResource<HTTPRouteProps> {
  public constructor(scope: Construct, id: string, props: HTTPRouteProps) {
    super(scope, id, httpRoute, props);
  }
}
