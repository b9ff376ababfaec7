import type { Construct } from 'constructs';
import * as generated from '../../../imports/gateway.networking.k8s.io/tcp-route';
import { IstioResource } from '../../istio/resource';
import { shape } from '../../values/shape';
import { gatewayApiKind } from '../kind';
import {
  type ConnectionRule,
  connectionRules,
  connectionRulesFault,
  renderConnectionRule,
} from './connection-rule';
import { type RouteProps, renderParents, routeAfter, routeFault, routeProps } from './route';

/** Where connections go, and by which parents they come. */
export interface TCPRouteProps extends RouteProps {
  readonly rules: readonly [ConnectionRule];
}

const tcpRoute = gatewayApiKind<TCPRouteProps, generated.TcpRouteSpec>({
  generated: generated.TcpRoute,
  check: shape<TCPRouteProps>({ ...routeProps, rules: connectionRules }),
  rule: (props, place) =>
    routeFault('TCPRoute', props, place) ??
    connectionRulesFault(props.rules, 'TCPRoute', place, props.grants),
  render: (props, place) => ({
    parentRefs: renderParents(props, place),
    rules: props.rules.map((rule) => renderConnectionRule(rule, place)),
  }),
  after: routeAfter,
});

/**
 * Where the connections to a port go.
 *
 * @example
 * const edge = new Gateway(this, 'edge', { listeners: { tcp: Listener.tcp({ port: 9000 }) } });
 * new TCPRoute(this, 'ratings', { parents: [edge.listener('tcp')], rules: [{ backends: [ratings] }] });
 * @throws ConfigError for parents whose listeners would not take it, and for backends of another namespace without a grant
 * @see https://gateway-api.sigs.k8s.io/api-types/tcproute/
 */
export class TCPRoute extends IstioResource<TCPRouteProps> {
  public constructor(scope: Construct, id: string, props: TCPRouteProps) {
    super(scope, id, tcpRoute, props);
  }
}
