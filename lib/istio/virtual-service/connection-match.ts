import { list } from '../../values/check';
import { defined } from '../../values/defined';
import { namespaceName } from '../../values/dns-label';
import { dnsName, type HostName } from '../../values/host-name';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { portNumber } from '../../values/port';
import { optional, type Shape, shape } from '../../values/shape';
import { subnet } from '../../values/subnet';
import { type RouteGateway, renderGateway, routeGateways } from '../references/gateway-ref';
import { type IWorkload, workload } from '../references/workload';
import { sourceNamespaceFault } from './source';

/** Every condition that a connection can be held against. All that are given must hold. */
export interface ConnectionConditions {
  /** IP addresses or CIDR blocks that the client connects to. */
  readonly destinationSubnets: NonEmpty<string>;
  /** The port that the client connects to. */
  readonly port: number;
  /** The workload that the connection comes from; for sidecars only. */
  readonly source: IWorkload;
  /** The namespace that the connection comes from; for sidecars only. */
  readonly sourceNamespace: string;
  /** Narrows the route to some of the gateways of the VirtualService. */
  readonly gateways: NonEmpty<RouteGateway>;
}

/**
 * Conditions that a TCP connection meets together; at least one.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes
 */
export type TcpMatch = AtLeastOne<ConnectionConditions>;

/**
 * The server names of a TLS connection that is passed on unread, with further conditions.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes
 */
export type TlsMatch = Partial<ConnectionConditions> & {
  /** Names that the client asks for in its TLS greeting (SNI); each among the hosts of the VirtualService. */
  readonly sniHosts: NonEmpty<HostName>;
};

const conditions = {
  destinationSubnets: optional(list(subnet)),
  port: optional(portNumber),
  source: optional(workload),
  sourceNamespace: optional(namespaceName),
  gateways: optional(routeGateways),
} satisfies Shape<Partial<ConnectionConditions>>;

export const tcpMatch = shape<Partial<ConnectionConditions>>(conditions, {
  atLeastOne: ['destinationSubnets', 'port', 'source', 'sourceNamespace', 'gateways'],
  rule: sourceNamespaceFault,
});

export const tlsMatch = shape<TlsMatch>(
  { ...conditions, sniHosts: list(dnsName) },
  { rule: sourceNamespaceFault },
);

/** The conditions that TLS and TCP routes share, as their generated types have them. */
export interface RenderedConnectionMatch {
  readonly destinationSubnets?: string[];
  readonly port?: number;
  readonly sourceLabels?: Record<string, string>;
  readonly sourceNamespace?: string;
  readonly gateways?: string[];
}

export function renderConnectionMatch(
  match: Partial<ConnectionConditions>,
  namespace: string | undefined,
): RenderedConnectionMatch {
  return defined<RenderedConnectionMatch>({
    destinationSubnets: match.destinationSubnets && [...match.destinationSubnets],
    port: match.port,
    sourceLabels: match.source && { ...match.source.labels },
    sourceNamespace: match.sourceNamespace ?? match.source?.namespace,
    gateways: match.gateways?.map((gateway) => renderGateway(gateway, namespace)),
  });
}
