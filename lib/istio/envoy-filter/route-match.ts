import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, keyOf } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne } from '../../values/non-empty';
import { portNumber } from '../../values/port';
import { optional, shape } from '../../values/shape';
import { gatewayReference, type IGateway } from '../references/gateway-ref';
import {
  type ContextMatch,
  contextParts,
  matchedName as name,
  type RenderedMatch,
  renderContext,
} from './patch-context';

/** Configurations of routes. */
export interface RouteConfigurationConditions {
  readonly name: string;
  /** The port of the service or of the gateway's server. */
  readonly portNumber: number;
  /** The port of the gateway's server, by its name. In the context `gateway` only. */
  readonly portName: string;
  /** The gateway whose server ends TLS. In the context `gateway` only. */
  readonly gateway: IGateway;
}

/** Virtual hosts by their names. */
export interface VirtualHostConditions {
  /** Host and port, as Istio names them: `reviews.demo.svc.cluster.local:9080`, `inbound|http|9080`. */
  readonly name: string;
  /** One of its domains. Istio 1.25 and newer. */
  readonly domainName: string;
}

/** Routes in a virtual host. */
export interface RouteConditions {
  /** The name of a VirtualService's route, or `default`. */
  readonly name: string;
  readonly action: 'route' | 'redirect' | 'direct-response';
}

/** The configurations of routes that are patched, and of which proxies. */
export interface RouteConfigurationMatch extends ContextMatch {
  /** @default - all */
  readonly routeConfiguration?: AtLeastOne<RouteConfigurationConditions>;
}

/** The virtual hosts that are patched, and in which configurations of routes. */
export interface VirtualHostMatch extends RouteConfigurationMatch {
  /** @default - all */
  readonly virtualHost?: AtLeastOne<VirtualHostConditions>;
}

/** The routes that are patched, and in which virtual hosts. */
export interface RouteMatch extends VirtualHostMatch {
  /** @default - all */
  readonly route?: AtLeastOne<RouteConditions>;
}

const actions = {
  route: 'ROUTE',
  redirect: 'REDIRECT',
  'direct-response': 'DIRECT_RESPONSE',
} as const satisfies Record<RouteConditions['action'], string>;

/** What only gateways know, and other proxies take as met. */
function gatewayOnly({ context, routeConfiguration }: RouteConfigurationMatch): Fault | undefined {
  const given = routeConfiguration as Partial<RouteConfigurationConditions> | undefined;
  const property = (['portName', 'gateway'] as const).find((one) => given?.[one] !== undefined);
  if (property === undefined || context === 'gateway') return undefined;
  return within(
    'routeConfiguration',
    within(property, fault('gateways alone are told by it', context ?? 'any', "add context: 'gateway'")),
  );
}

const routeConfigurationParts = {
  ...contextParts,
  routeConfiguration: optional(
    shape<Partial<RouteConfigurationConditions>>(
      {
        name: name("'http.8080'"),
        portNumber: optional(portNumber),
        portName: name("'https'"),
        gateway: optional(gatewayReference),
      },
      { atLeastOne: ['name', 'portNumber', 'portName', 'gateway'] },
    ),
  ),
};

const virtualHostParts = {
  ...routeConfigurationParts,
  virtualHost: optional(
    shape<Partial<VirtualHostConditions>>(
      { name: name("'reviews.demo.svc.cluster.local:9080'"), domainName: name("'reviews'") },
      { atLeastOne: ['name', 'domainName'] },
    ),
  ),
};

export const routeConfigurationMatch: Check<RouteConfigurationMatch> = shape<RouteConfigurationMatch>(
  routeConfigurationParts,
  { rule: gatewayOnly },
);
export const virtualHostMatch: Check<VirtualHostMatch> = shape<VirtualHostMatch>(virtualHostParts, {
  rule: gatewayOnly,
});
export const routeMatch: Check<RouteMatch> = shape<RouteMatch>(
  {
    ...virtualHostParts,
    route: optional(
      shape<Partial<RouteConditions>>(
        { name: name("'default'"), action: optional(keyOf(actions)) },
        { atLeastOne: ['name', 'action'] },
      ),
    ),
  },
  { rule: gatewayOnly },
);
type Rendered = NonNullable<RenderedMatch['routeConfiguration']>;
type RenderedHost = NonNullable<Rendered['vhost']>;

/** Writes what routes, or what holds them, are matched by. */
export function renderRouteMatch(
  { routeConfiguration, virtualHost, route, ...context }: RouteMatch,
  namespace: string | undefined,
): RenderedMatch {
  const { gateway, ...conditions }: Partial<RouteConfigurationConditions> = routeConfiguration ?? {};
  const { action, ...named }: Partial<RouteConditions> = route ?? {};
  const parts = defined<Rendered>({
    ...conditions,
    gateway: gateway && gatewayInNamespace(gateway, namespace),
    vhost:
      (virtualHost ?? route) &&
      defined<RenderedHost>({
        ...virtualHost,
        route: route && { ...named, ...(action && { action: actions[action] }) },
      }),
  });
  return { ...renderContext(context), ...(Object.keys(parts).length > 0 && { routeConfiguration: parts }) };
}

/** Istiod knows gateways by namespace and name. */
function gatewayInNamespace(gateway: IGateway, own: string | undefined): string {
  const namespace = gateway.namespace ?? own;
  return namespace === undefined ? gateway.name : `${namespace}/${gateway.name}`;
}
