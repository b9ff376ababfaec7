import type { Duration } from 'cdk8s';
import type {
  DestinationRuleSpecTrafficPolicy,
  DestinationRuleSpecTrafficPolicyPortLevelSettings,
} from '../../../imports/networking.istio.io/destination-rule';
import { ConfigError } from '../../diagnostics/error';
import { checkCounts } from '../../values/count';
import { defined } from '../../values/defined';
import { renderOptionalDuration } from '../../values/duration';
import { checkExactHostName, type HostName } from '../../values/host-name';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { checkPercent } from '../../values/percent';
import { checkPort } from '../../values/port';
import type { Plain } from '../resource';
import { type ClientTls, renderClientTls } from './client-tls';
import { type ConnectionPool, renderConnectionPool } from './connection-pool';
import { type LoadBalancer, renderLoadBalancer } from './load-balancer';
import { needsOutlierDetection } from './locality';
import { type OutlierDetection, renderOutlierDetection } from './outlier-detection';

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

type Rendered = Plain<DestinationRuleSpecTrafficPolicy>;
type RenderedPort = Plain<DestinationRuleSpecTrafficPolicyPortLevelSettings>;

/** What a subset's policy takes over from that of the whole service. */
export type Inherited = Pick<Partial<PortPolicies>, 'outlierDetection'>;

/**
 * Writes a policy.
 *
 * @throws ConfigError for numbers, durations and hosts that Istio does not take
 */
export function renderTrafficPolicy(policy: TrafficPolicy, inherited: Inherited = {}): Rendered {
  const { portLevelSettings, tunnel, proxyProtocol, retryBudget, ...ports }: Partial<TrafficPolicies> =
    policy;
  if (tunnel && proxyProtocol) {
    throw new ConfigError({
      problem: 'Istio does not take a tunnel and the PROXY protocol together',
      got: { tunnel, proxyProtocol },
      instead: 'leave one of them out',
    });
  }
  checkLocality(ports, inherited);
  return {
    ...renderPortPolicies(ports),
    ...defined<Rendered>({
      portLevelSettings: portLevelSettings && renderPorts(portLevelSettings),
      tunnel: tunnel && renderTunnel(tunnel),
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

/** Without outlier detection Istio takes no host to have failed, and sends nothing elsewhere. */
function checkLocality(
  { loadBalancer, outlierDetection }: Partial<PortPolicies>,
  inherited: Inherited,
): void {
  const locality = loadBalancer?.locality;
  if (!locality || !needsOutlierDetection(locality)) return;
  if (outlierDetection ?? inherited.outlierDetection) return;
  throw new ConfigError({
    problem: 'a choice between localities has no effect without outlier detection',
    got: locality.kind,
    instead: 'say when a host has failed, for example outlierDetection: { consecutive5xxErrors: 5 }',
  });
}

function renderPorts(settings: NonEmpty<PortTrafficPolicy>): RenderedPort[] {
  const seen = new Set<number>();
  return settings.map(({ port, ...policies }) => {
    checkPort(port, 'the port of a port-level setting');
    if (seen.has(port)) {
      throw new ConfigError({
        problem: 'a port has two port-level settings',
        got: port,
        instead: 'put them together',
      });
    }
    seen.add(port);
    checkLocality(policies, {});
    return { port: { number: port }, ...renderPortPolicies(policies) };
  });
}

function renderTunnel({ targetHost, targetPort, protocol }: Tunnel): NonNullable<Rendered['tunnel']> {
  checkExactHostName(targetHost, 'the target of a tunnel');
  checkPort(targetPort, 'the port of a tunnel');
  return defined<NonNullable<Rendered['tunnel']>>({ targetHost, targetPort, protocol });
}

function renderRetryBudget({
  percent,
  minRetryConcurrency,
  budgetInterval,
}: RetryBudget): NonNullable<Rendered['retryBudget']> {
  if (percent !== undefined) checkPercent(percent, 'the percent of a retry budget');
  checkCounts({ minRetryConcurrency }, 1);
  return defined<NonNullable<Rendered['retryBudget']>>({
    percent,
    minRetryConcurrency,
    budgetInterval: renderOptionalDuration(budgetInterval, 'budgetInterval'),
  });
}
