import type { Construct } from 'constructs';
import * as generated from '../../../imports/gateway.networking.k8s.io/tls-route';
import { IstioResource } from '../../istio/resource';
import type { NonEmpty } from '../../values/non-empty';
import { shape } from '../../values/shape';
import { gatewayApiKind } from '../kind';
import {
  type ConnectionRule,
  connectionRules,
  connectionRulesFault,
  renderConnectionRule,
} from './connection-rule';
import { hostnames, type RouteProps, renderParents, routeAfter, routeFault, routeProps } from './route';

/** Where TLS connections go that nobody looks into, and by which parents they come. */
export interface TLSRouteProps extends RouteProps {
  /** The servers that clients ask for in TLS, perhaps with a wildcard for the first label. */
  readonly hostnames: NonEmpty<string>;
  readonly rules: readonly [ConnectionRule];
}

const tlsRoute = gatewayApiKind<TLSRouteProps, generated.TlsRouteSpec>({
  generated: generated.TlsRoute,
  check: shape<TLSRouteProps>({ ...routeProps, hostnames, rules: connectionRules }),
  rule: (props, place) =>
    routeFault('TLSRoute', props, place) ??
    connectionRulesFault(props.rules, 'TLSRoute', place, props.grants),
  render: (props, place) => ({
    parentRefs: renderParents(props, place),
    hostnames: [...props.hostnames],
    rules: props.rules.map((rule) => renderConnectionRule(rule, place)),
  }),
  after: routeAfter,
});

/**
 * Where TLS connections go, by the server that the client asks for.
 *
 * @example
 * const edge = new Gateway(this, 'edge', { listeners: { tls: Listener.tlsPassthrough({ port: 443 }) } });
 * new TLSRoute(this, 'reviews', {
 *   parents: [edge.listener('tls')],
 *   hostnames: ['reviews.example.com'],
 *   rules: [{ backends: [reviews] }],
 * });
 * @throws ConfigError for parents whose listeners would not take it, and for backends of another namespace without a grant
 * @see https://gateway-api.sigs.k8s.io/api-types/tlsroute/
 */
export class TLSRoute extends IstioResource<TLSRouteProps> {
  public constructor(scope: Construct, id: string, props: TLSRouteProps) {
    super(scope, id, tlsRoute, props);
  }
}
