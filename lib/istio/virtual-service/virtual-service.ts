import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/virtual-service';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { firstFault, list } from '../../values/check';
import { defined } from '../../values/defined';
import { covers, type HostName } from '../../values/host-name';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { type ExportTo, exportTo, renderExportTo } from '../references/export-to';
import {
  gatewayConstructs,
  type RouteGateway,
  renderGateway,
  routeGateways,
} from '../references/gateway-ref';
import { hostOf, type MeshHost, meshHost } from '../references/mesh-service';
import { unreadFault } from '../references/request-reader';
import {
  type IstioObjectProps,
  IstioResource,
  type ObjectPlace,
  objectProps,
  type Plain,
  resourceKind,
} from '../resource';
import { renderConnectionMatch } from './connection-match';
import {
  connectionRouteConstructs,
  renderTcpRoute,
  renderTlsRoute,
  type TcpRoute,
  type TlsRoute,
  tcpRoute,
  tlsRoute,
} from './connection-route';
import { delegationFault } from './delegation';
import { gatewayHostsFault } from './gateway-hosts';
import { renderHttpMatch } from './http-match';
import { type HttpRoute, httpRoute } from './http-route';
import { httpRouteConstructs, renderHttpRoute } from './http-route-render';
import { holdsForSidecars, scopeFault } from './match-scope';
import { orderFault } from './route-order';

/** The routes of a VirtualService, tried in order; the first that fits is taken. */
export interface Routes {
  readonly http: NonEmpty<HttpRoute>;
  readonly tls: NonEmpty<TlsRoute>;
  readonly tcp: NonEmpty<TcpRoute>;
}

interface Binding extends IstioObjectProps {
  /** Whom the requests are for: services of the mesh, or names that clients outside use. */
  readonly hosts: NonEmpty<MeshHost>;
  /**
   * Where the routes hold; {@link mesh} stands for all sidecars.
   * @default - all sidecars
   */
  readonly gateways?: NonEmpty<RouteGateway>;
  /** @default 'every-namespace' */
  readonly exportTo?: ExportTo;
}

/** Whose requests and connections are routed, and how; routes of at least one kind. */
export type VirtualServiceProps = AtLeastOne<Routes> & Binding;

type Properties = Partial<Routes> & Binding;

const virtualService = resourceKind<Properties, generated.VirtualServiceSpec>({
  generated: generated.VirtualService,
  check: shape<Properties>(
    {
      ...objectProps,
      hosts: list(meshHost),
      gateways: optional(routeGateways),
      exportTo: optional(exportTo),
      http: optional(list(httpRoute)),
      tls: optional(list(tlsRoute)),
      tcp: optional(list(tcpRoute)),
    },
    { atLeastOne: ['http', 'tls', 'tcp'], rule: hostsFault },
  ),
  rule: (props, place) => unreadHosts(props) ?? routesFault(props, place) ?? meetingFault(props, place),
  render: (props, { namespace }) =>
    defined<Plain<generated.VirtualServiceSpec>>({
      hosts: props.hosts.map(hostOf),
      gateways: props.gateways?.map((gateway) => renderGateway(gateway, namespace)),
      exportTo: props.exportTo && renderExportTo(props.exportTo),
      http: props.http?.map((route) => renderHttpRoute(route, namespace)),
      tls: props.tls?.map((route) => renderTlsRoute(route, namespace)),
      tcp: props.tcp?.map((route) => renderTcpRoute(route, namespace)),
    }),
  after: ({ gateways, http, tls, tcp }) => [
    ...gatewayConstructs(gateways ?? []),
    ...(http ?? []).flatMap(httpRouteConstructs),
    ...[...(tls ?? []), ...(tcp ?? [])].flatMap(connectionRouteConstructs),
  ],
});

/**
 * Decides where requests for some hosts go.
 *
 * @example
 * new VirtualService(this, 'productpage', {
 *   hosts: ['*'],
 *   gateways: [gateway],
 *   http: [HttpRoute.to(productpage, { match: [{ path: exactly('/productpage') }] })],
 * });
 * @throws ConfigError for what one route makes another never be reached, for hosts that none of the gateways answers
 *   for, and for what a match can't be held against where the routes hold
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class VirtualService extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id, virtualService, props);
  }
}

/** Istio refuses `*` for sidecars, where it would take the traffic of every service, and hosts that overlap. */
function hostsFault(props: Properties): Fault | undefined {
  const hosts = props.hosts.map(hostOf);
  const found = firstFault(hosts.length, (index) => {
    const host = hosts[index] as HostName;
    if (host === '*' && holdsForSidecars(props.gateways ?? [])) {
      return within(
        index,
        fault(
          "the host '*' can't be routed by all sidecars",
          hosts,
          'name the hosts, or the gateways that the routes are for',
        ),
      );
    }
    const other = hosts.slice(0, index).find((earlier) => covers(earlier, host) || covers(host, earlier));
    return other === undefined
      ? undefined
      : within(index, fault(`the host overlaps with '${other}'`, host, 'leave the narrower one out'));
  });
  return within('hosts', found) ?? within('tls', serverNameFault(hosts, props.tls ?? []));
}

/** Each server name of a TLS route lies among the hosts, or Istio drops the route. */
function serverNameFault(hosts: readonly HostName[], routes: readonly TlsRoute[]): Fault | undefined {
  return firstFault(routes.length, (index) => {
    const matches = (routes[index] as TlsRoute).match;
    const found = firstFault(matches.length, (place) => {
      const names = matches[place]?.sniHosts ?? [];
      const alien = names.findIndex((name) => !hosts.some((host) => covers(host, name)));
      if (alien < 0) return undefined;
      const problem = fault(
        'the server name is not among the hosts',
        names[alien],
        `add it to the hosts, which are ${hosts.join(', ')}`,
      );
      return within(place, within('sniHosts', within(alien, problem)));
    });
    return within(index, within('match', found));
  });
}

/** Matches that can't be met where the routes hold, and routes that are never reached. */
function routesFault(props: Properties, { namespace }: ObjectPlace): Fault | undefined {
  const http: readonly HttpRoute[] = props.http ?? [];
  const tls: readonly TlsRoute[] = props.tls ?? [];
  const tcp: readonly TcpRoute[] = props.tcp ?? [];
  const gateways: readonly RouteGateway[] = props.gateways ?? [];
  const scope = { namespace, gateways };
  const bound =
    gateways.length === 0 ? ['mesh'] : gateways.map((gateway) => renderGateway(gateway, namespace));
  const httpOrder = http.map(({ kind, match }) => ({
    decides: kind !== 'delegate',
    match: match?.map((one) => renderHttpMatch(one, namespace)),
  }));
  const connectionOrder = (routes: readonly (TlsRoute | TcpRoute)[]) =>
    routes.map(({ match }) => ({
      decides: true,
      match: match?.map((one) => ({ ...one, ...renderConnectionMatch(one, namespace) })) as never,
    }));
  return (
    within('http', scopeFault(scope, http) ?? orderFault(httpOrder, bound)) ??
    within('tls', scopeFault(scope, tls) ?? orderFault(connectionOrder(tls), bound)) ??
    within('tcp', scopeFault(scope, tcp) ?? orderFault(connectionOrder(tcp), bound))
  );
}

/** What is wrong between this object and others that are at hand. */
function meetingFault({ hosts, gateways, http }: Properties, { namespace }: ObjectPlace): Fault | undefined {
  return (
    gatewayHostsFault(hosts.map(hostOf), gateways ?? [], namespace) ??
    within('http', delegationFault(http ?? []))
  );
}

/** Refuses services whose requests nobody reads: nobody would go by the routes. */
function unreadHosts({ hosts }: Properties): Fault | undefined {
  return within(
    'hosts',
    firstFault(hosts.length, (index) => {
      const host = hosts[index] as MeshHost;
      return typeof host === 'string' ? undefined : within(index, unreadFault(host, host.host));
    }),
  );
}
