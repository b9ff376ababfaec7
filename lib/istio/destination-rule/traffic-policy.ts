import type { Duration } from 'cdk8s';
import type {
  DestinationRuleSpecTrafficPolicy,
  DestinationRuleSpecTrafficPolicyPortLevelSettings,
} from '../../../imports/networking.istio.io/destination-rule';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, every, list, oneOf } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { duration, durationText } from '../../values/duration';
import { exactHostName, type HostName } from '../../values/host-name';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { percent } from '../../values/percent';
import { portNumber } from '../../values/port';
import { optional, type Shape, shape } from '../../values/shape';
import type { Plain } from '../resource';
import { type ClientTls, clientTls, renderClientTls } from './client-tls';
import { type ConnectionPool, connectionPool, renderConnectionPool } from './connection-pool';
import { type LoadBalancer, loadBalancer, renderLoadBalancer } from './load-balancer';
import { needsOutlierDetection } from './locality';
import { type OutlierDetection, outlierDetection, renderOutlierDetection } from './outlier-detection';

/** What can be said of all ports of a service, or of one. */
export interface PortPolicies {
  readonly loadBalancer: LoadBalancer;
  readonly connectionPool: ConnectionPool;
  readonly outlierDetection: OutlierDetection;
  readonly tls: ClientTls;
}

/** Tunnels TCP in HTTP through another host, such as a forward proxy. */
export interface Tunnel {
  readonly targetHost: HostName;
  readonly targetPort: number;
  /** @default 'CONNECT' */
  readonly protocol?: 'CONNECT' | 'POST';
}

/** How many retries may be under way, as part of the requests that are. */
export interface RetryBudget {
  /** 0 to 100. @default 20 */
  readonly percent?: number;
  /** So many are allowed in any case, at least 1. @default 3 */
  readonly minRetryConcurrency?: number;
  /** Requests of so long ago count too; from Istio 1.31 on. @default - those under way alone */
  readonly budgetInterval?: Duration;
}

/** What applies to one port, in place of what the policy says of all. */
export type PortTrafficPolicy = AtLeastOne<PortPolicies> & { readonly port: number };

/** Everything that a policy can say. */
export interface TrafficPolicies extends PortPolicies {
  /** Ports that differ; all that is not said again for a port falls back to Istio's defaults there. */
  readonly portLevelSettings: NonEmpty<PortTrafficPolicy>;
  /** Not together with `proxyProtocol`. */
  readonly tunnel: Tunnel;
  /** Tells the workload the client's address ahead of each connection. */
  readonly proxyProtocol: 'V1' | 'V2';
  readonly retryBudget: RetryBudget;
}

/**
 * How a client's Envoy treats a service, after routing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export type TrafficPolicy = AtLeastOne<TrafficPolicies>;

const portPolicies = {
  loadBalancer: optional(loadBalancer),
  connectionPool: optional(connectionPool),
  outlierDetection: optional(outlierDetection),
  tls: optional(clientTls),
} satisfies Shape<Partial<PortPolicies>>;

const portNames = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

/** Finds what has no effect: without outlier detection Istio takes no host to have failed, and sends nothing elsewhere. */
export function localityFault(
  { loadBalancer, outlierDetection }: Partial<PortPolicies>,
  inherited: Inherited = {},
): Fault | undefined {
  const locality = loadBalancer?.locality;
  if (!locality || !needsOutlierDetection(locality)) return undefined;
  if (outlierDetection ?? inherited.outlierDetection) return undefined;
  return within(
    'loadBalancer',
    within(
      'locality',
      fault(
        'a choice between localities has no effect without outlier detection',
        locality.kind,
        'say when a host has failed, for example outlierDetection: { consecutive5xxErrors: 5 }',
      ),
    ),
  );
}

type PortParts = Partial<PortPolicies> & { readonly port: number };

const portTrafficPolicy = shape<PortParts>(
  { port: portNumber, ...portPolicies },
  { atLeastOne: portNames, rule: (policy) => localityFault(policy) },
);

const portLevelSettings: Check<readonly PortParts[]> = every(
  list(portTrafficPolicy),
  (settings: readonly PortParts[]) => {
    const ports = settings.map(({ port }) => port);
    const twice = ports.findIndex((port, index) => ports.indexOf(port) < index);
    return twice < 0
      ? undefined
      : within(
          twice,
          within('port', fault('a port has two port-level settings', ports[twice], 'put them together')),
        );
  },
);

/** A policy by itself; what it needs of the policy that it inherits from, {@link localityFault} says. */
export const trafficPolicy = shape<Partial<TrafficPolicies>>(
  {
    ...portPolicies,
    portLevelSettings: optional(portLevelSettings),
    tunnel: optional(
      shape<Tunnel>({
        targetHost: exactHostName,
        targetPort: portNumber,
        protocol: optional(oneOf('CONNECT', 'POST')),
      }),
    ),
    proxyProtocol: optional(oneOf('V1', 'V2')),
    retryBudget: optional(
      shape<RetryBudget>({
        percent: optional(percent),
        minRetryConcurrency: optional(count(1)),
        budgetInterval: optional(duration),
      }),
    ),
  },
  {
    atLeastOne: [...portNames, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'],
    rule: ({ tunnel, proxyProtocol }) =>
      tunnel && proxyProtocol
        ? within(
            'proxyProtocol',
            fault(
              'Istio does not take a tunnel and the PROXY protocol together',
              proxyProtocol,
              'leave one of them out',
            ),
          )
        : undefined,
  },
);

type Rendered = Plain<DestinationRuleSpecTrafficPolicy>;
type RenderedPort = Plain<DestinationRuleSpecTrafficPolicyPortLevelSettings>;

/** What a subset's policy takes over from that of the whole service. */
export type Inherited = Pick<Partial<PortPolicies>, 'outlierDetection'>;

/** Writes a policy. */
export function renderTrafficPolicy(policy: TrafficPolicy): Rendered {
  const { portLevelSettings, tunnel, proxyProtocol, retryBudget, ...ports }: Partial<TrafficPolicies> =
    policy;
  return {
    ...renderPortPolicies(ports),
    ...defined<Rendered>({
      portLevelSettings: portLevelSettings?.map(({ port, ...policies }) => ({
        port: { number: port },
        ...renderPortPolicies(policies),
      })),
      tunnel: tunnel && { ...tunnel },
      proxyProtocol: proxyProtocol && { version: proxyProtocol },
      retryBudget: retryBudget && renderRetryBudget(retryBudget),
    }),
  };
}

function renderPortPolicies({
  loadBalancer,
  connectionPool,
  outlierDetection,
  tls,
}: Partial<PortPolicies>): Omit<RenderedPort, 'port'> {
  return defined<Omit<RenderedPort, 'port'>>({
    loadBalancer: loadBalancer && renderLoadBalancer(loadBalancer),
    connectionPool: connectionPool && renderConnectionPool(connectionPool),
    outlierDetection: outlierDetection && renderOutlierDetection(outlierDetection),
    tls: tls && renderClientTls(tls),
  });
}

function renderRetryBudget({ budgetInterval, ...budget }: RetryBudget): NonNullable<Rendered['retryBudget']> {
  return { ...budget, ...(budgetInterval && { budgetInterval: durationText(budgetInterval) }) };
}
