import type { Construct } from 'constructs';
import * as generated from '../../../imports/gateway.networking.k8s.io/grpc-route';
import { IstioResource, type ObjectPlace, type Plain } from '../../istio/resource';
import { type Check, every, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { gatewayApiKind } from '../kind';
import type { BackendTarget } from '../references/backend';
import type { GRPCFilter } from './filter';
import { renderGrpcFilter } from './filter-render';
import { grpcFilters } from './filters';
import { type GRPCMatch, grpcMatch, renderGrpcMatch } from './grpc-match';
import { matchesFault } from './http-route';
import { grantsFault, headerBackend, renderHeaderBackend, type WeightedHTTPBackend } from './http-rule';
import {
  hostnames,
  type RouteProps,
  renderParents,
  routeAfter,
  routeFault,
  routeProps,
  ruleName,
  ruleNamesFault,
} from './route';

/** Which calls go where. */
export interface GRPCRule {
  /** What policies and status know it by. */
  readonly name?: string;
  /** Of which one must hold. @default - every call */
  readonly matches?: NonEmpty<GRPCMatch>;
  readonly backends: NonEmpty<BackendTarget | WeightedHTTPBackend>;
  readonly filters?: NonEmpty<GRPCFilter>;
}

/** Which gRPC calls go where, and by which parents they come. */
export interface GRPCRouteProps extends RouteProps {
  /** @default - every host that the listeners are for; in the mesh, the parent's */
  readonly hostnames?: NonEmpty<string>;
  readonly rules: NonEmpty<GRPCRule>;
}

const rule = shape<GRPCRule>({
  name: optional(ruleName),
  matches: optional(list(grpcMatch as Check<GRPCMatch>, { most: 64 })),
  backends: list(headerBackend, { most: 16 }),
  filters: optional(grpcFilters),
});

const grpcRoute = gatewayApiKind<GRPCRouteProps, generated.GrpcRouteSpec>({
  generated: generated.GrpcRoute,
  check: shape<GRPCRouteProps>({
    ...routeProps,
    hostnames: optional(hostnames),
    rules: every<readonly GRPCRule[]>(list(rule, { most: 16 }), matchesFault, ruleNamesFault),
  }),
  rule: (props, place) =>
    routeFault('GRPCRoute', props, place) ?? grantsFault(props.rules, 'GRPCRoute', place, props.grants),
  render: (props, place) =>
    defined<Plain<generated.GrpcRouteSpec>>({
      parentRefs: renderParents(props, place),
      hostnames: props.hostnames && [...props.hostnames],
      rules: props.rules.map((rule) => renderRule(rule, place)),
    }),
  after: routeAfter,
});

/**
 * Where gRPC calls go that come in by a gateway, or that workloads send to a service.
 *
 * @example
 * new GRPCRoute(this, 'greeter', {
 *   parents: [Gateway.named('shared', { namespace: 'ingress' })],
 *   rules: [{ matches: [{ method: GRPCMethod.exactly({ service: 'helloworld.Greeter' }) }], backends: [details] }],
 * });
 * @throws ConfigError for parents whose listeners would not take it, and for backends of another namespace without a grant
 * @see https://gateway-api.sigs.k8s.io/api-types/grpcroute/
 */
export class GRPCRoute extends IstioResource<GRPCRouteProps> {
  public constructor(scope: Construct, id: string, props: GRPCRouteProps) {
    super(scope, id, grpcRoute, props);
  }
}

function renderRule(rule: GRPCRule, place: ObjectPlace) {
  return {
    ...(rule.name !== undefined && { name: rule.name }),
    ...(rule.matches && { matches: rule.matches.map(renderGrpcMatch) }),
    ...(rule.filters && { filters: rule.filters.map((filter) => renderGrpcFilter(filter, place)) }),
    backendRefs: rule.backends.map((backend) => renderHeaderBackend(backend, place)),
  };
}
