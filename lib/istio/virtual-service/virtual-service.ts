import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { checkHostName, covers, type HostName } from '../../values/host-name';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { type ExportTo, renderExportTo } from '../references/export-to';
import { gatewayConstructs, type RouteGateway, renderGateway } from '../references/gateway-ref';
import { hostOf, type MeshHost } from '../references/mesh-service';
import { type IstioObjectProps, istioObject, type Plain } from '../resource';
import {
  connectionRouteConstructs,
  renderTcpRoute,
  renderTlsRoute,
  type TcpRoute,
  type TlsRoute,
} from './connection-route';
import type { HttpRoute } from './http-route';
import { httpRouteConstructs, renderHttpRoute } from './http-route-render';
import { checkMatchScopes, holdsForSidecars } from './match-scope';
import { checkRouteOrder } from './route-order';

/** The routes of a VirtualService, tried in order; the first that fits is taken. */
export interface Routes {
  readonly http: NonEmpty<HttpRoute>;
  readonly tls: NonEmpty<TlsRoute>;
  readonly tcp: NonEmpty<TcpRoute>;
}

export type VirtualServiceProps = IstioObjectProps &
  AtLeastOne<Routes> & {
    /** Whom the requests are for: services of the mesh, or names that clients outside use. */
    readonly hosts: NonEmpty<MeshHost>;
    /**
     * Where the routes hold; {@link mesh} stands for all sidecars.
     * @default - all sidecars
     */
    readonly gateways?: NonEmpty<RouteGateway>;
    /** @default 'every-namespace' */
    readonly exportTo?: ExportTo;
  };

/**
 * Decides where requests for some hosts go.
 *
 * @example
 * new VirtualService(this, 'productpage', {
 *   hosts: ['*'],
 *   gateways: [gateway],
 *   http: [HttpRoute.to(productpage, { match: [{ path: exactly('/productpage') }] })],
 * });
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class VirtualService extends Construct {
  public readonly name: string;
  public readonly namespace: string | undefined;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;

  public constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id);
    const { http = [], tls = [], tcp = [] }: { [K in keyof Routes]?: readonly Routes[K][number][] } = props;
    const hosts = props.hosts.map(hostOf);
    const namespace = props.metadata?.namespace ?? Chart.of(this).namespace;
    for (const host of hosts) checkHostName(host, 'a host of a VirtualService');
    checkHosts(this, hosts, props.gateways ?? []);
    checkRouteOrder(this, http);
    checkRouteOrder(this, tcp);
    checkServerNames(this, hosts, tls);
    const owner = { construct: this, namespace, gateways: props.gateways ?? [] };
    checkMatchScopes(owner, [...http, ...tls, ...tcp]);

    const spec = defined<Plain<generated.VirtualServiceSpec>>({
      hosts,
      gateways: props.gateways?.map((gateway) => renderGateway(gateway, namespace)),
      exportTo: props.exportTo && renderExportTo(props.exportTo),
      http: rendered(http, (route) => renderHttpRoute(route, namespace)),
      tls: rendered(tls, (route) => renderTlsRoute(route, namespace)),
      tcp: rendered(tcp, (route) => renderTcpRoute(route, namespace)),
    });
    const after = [
      ...props.hosts.flatMap((host) => (typeof host === 'string' || !host.construct ? [] : [host.construct])),
      ...gatewayConstructs(props.gateways ?? []),
      ...http.flatMap(httpRouteConstructs),
      ...[...tls, ...tcp].flatMap(connectionRouteConstructs),
    ];
    this.object = istioObject(this, generated.VirtualService, spec, { ...props, after });
    this.name = this.object.name;
    this.namespace = this.object.metadata.namespace;
  }
}

function rendered<R, T>(routes: readonly R[], render: (route: R) => T): T[] | undefined {
  return routes.length === 0 ? undefined : routes.map(render);
}

/** Istio refuses `*` for sidecars, where it would take the traffic of every service, and hosts that overlap. */
function checkHosts(owner: Construct, hosts: readonly HostName[], gateways: readonly RouteGateway[]): void {
  if (holdsForSidecars(gateways) && hosts.includes('*')) {
    throw new ConfigError({
      at: owner.node.path,
      problem: "the host '*' can't be routed by all sidecars",
      got: hosts,
      instead: 'name the hosts, or the gateways that the routes are for',
    });
  }
  hosts.forEach((host, index) => {
    const other = hosts.slice(0, index).find((earlier) => covers(earlier, host) || covers(host, earlier));
    if (other === undefined) return;
    throw new ConfigError({
      at: owner.node.path,
      problem: `the host overlaps with '${other}'`,
      got: host,
      instead: 'leave the narrower one out',
    });
  });
}

/** Each server name of a TLS route lies among the hosts, or Istio drops the route. */
function checkServerNames(owner: Construct, hosts: readonly HostName[], routes: readonly TlsRoute[]): void {
  for (const name of routes.flatMap((route) => route.match.flatMap((match) => [...match.sniHosts]))) {
    if (!hosts.some((host) => covers(host, name))) {
      throw new ConfigError({
        at: owner.node.path,
        problem: 'the server name is not among the hosts',
        got: name,
        instead: `add it to the hosts, which are ${hosts.join(', ')}`,
      });
    }
  }
}
