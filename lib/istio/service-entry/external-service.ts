import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { refuse } from '../../diagnostics/error';
import { type Fault, within } from '../../diagnostics/fault';
import type { HostName } from '../../values/host-name';
import { given } from '../../values/options';
import { portNumber } from '../../values/port';
import type { ProtocolPort } from '../../values/service-port';
import { optional, shape, variants } from '../../values/shape';
import { ClientTls, clientTls } from '../destination-rule/client-tls';
import { DestinationRule } from '../destination-rule/destination-rule';
import type { AnyMeshService } from '../references/mesh-service';
import { describedNamespace, type INamespace, namespaceObject } from '../references/namespace-ref';
import { unreadFault } from '../references/request-reader';
import { type IWaypoint, waypoint } from '../references/waypoint-ref';
import { Resolution } from './resolution';

/** Who speaks TLS with a service outside. */
export type ExternalTls =
  | { readonly kind: 'passed-through' }
  | { readonly kind: 'originated'; readonly tls: ClientTls }
  | { readonly kind: 'none' };

export const ExternalTls = {
  /** The application does: the proxy sees the server's name and nothing else. */
  passedThrough: { kind: 'passed-through' },

  /**
   * The proxy does: the application speaks plain HTTP to port 80, so that routes, retries and metrics see the requests,
   * and nothing leaves the pod without encryption.
   */
  originated(options: { readonly tls?: ClientTls } = {}) {
    return { kind: 'originated', tls: ClientTls.simple(), ...given(options) } as const;
  },

  /** Nobody does. */
  none: { kind: 'none' },
} as const;

/** What there is to say of a service outside. */
export interface ExternalService {
  /** @default ExternalTls.passedThrough */
  readonly tls?: ExternalTls;
  /** The port that it listens on. @default - 443 with TLS, 80 without */
  readonly port?: number;
  /** What serves it in ambient mode: there only a waypoint encrypts, and reads requests. @default - what serves its namespace */
  readonly waypoint?: IWaypoint;
  /** The namespace that it lies in, by which it is known who reads the requests to it. @default - the chart's */
  readonly namespace?: INamespace;
}

/** The namespace that it is said to lie in. */
export type NamespaceOf<T> = T extends { readonly namespace: infer N extends INamespace } ? N : undefined;

/** The waypoint that is said to serve it. */
export type WaypointOf<T> = T extends { readonly waypoint: infer W extends IWaypoint } ? W : undefined;

/** The name of its port: `tls` where the application encrypts, `http` where the proxy reads the requests. */
export type PortOf<T extends ExternalService> = T extends {
  readonly tls: { readonly kind: 'originated' | 'none' };
}
  ? 'http'
  : 'tls';

const options = shape<ExternalService>({
  tls: optional(
    variants<ExternalTls>('the TLS of a service outside', {
      'passed-through': {},
      originated: { tls: clientTls },
      none: {},
    }),
  ),
  port: optional(portNumber),
  waypoint: optional(waypoint),
  namespace: optional(namespaceObject),
});

/** The port that an application calls for plain HTTP. */
const plain = 80;

/** What a service outside is written as: an entry whose host DNS resolves, and for TLS of the proxy's a rule below it. */
export function externalService(scope: Construct, host: HostName, given: ExternalService = {}) {
  refuse(scope, options(given));
  const { tls = ExternalTls.passedThrough, waypoint, namespace } = given;
  refuse(scope, within('tls', unencryptedFault(scope, given)));
  const port = given.port ?? (tls.kind === 'none' ? plain : 443);
  const ports: Record<string, ProtocolPort> =
    tls.kind === 'passed-through'
      ? { tls: { port, protocol: 'tls' } }
      : {
          http: { protocol: 'http', ...(tls.kind === 'none' ? { port } : { port: plain, targetPort: port }) },
        };
  const finish = (entry: AnyMeshService & Construct) => {
    if (tls.kind !== 'originated') return;
    const sni = tls.tls.kind === 'simple' || tls.tls.kind === 'mutual' ? { sni: host } : {};
    new DestinationRule(entry, 'tls', {
      metadata: { name: host, ...(namespace && { namespace: namespace.name }) },
      host: entry,
      trafficPolicy: { portLevelSettings: [{ port: plain, tls: { ...sni, ...tls.tls } }] },
    });
  };
  const place = { ...(waypoint && { waypoint }), ...(namespace && { namespace }) };
  return {
    id: host,
    props: { hosts: [host], ports, resolution: Resolution.dns(), ...place } as const,
    finish,
  };
}

/** Refuses TLS of a proxy's where there is none: ztunnel passes the plain text on. */
function unencryptedFault(
  scope: Construct,
  { tls, waypoint, namespace }: ExternalService,
): Fault | undefined {
  if (tls?.kind !== 'originated' || waypoint !== undefined) return undefined;
  const chart = scope.node.scopes.findLast(Chart.isChart);
  const known = namespace ?? describedNamespace(scope, chart?.namespace);
  return known && unreadFault(known, known.name);
}
