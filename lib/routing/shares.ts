import type { ForwardAction, WeightedCluster } from './envoy/configuration';
import type { Clusters, Endpoint } from './istiod/clusters';
import type { Arrival, Decision, Share } from './trace';

/** The parts of the requests, by weight, and what becomes of each. */
export function sharesOf(
  destinations: readonly WeightedCluster[],
  clusters: Pick<Clusters, 'get'>,
  action: ForwardAction | undefined,
  arrive: (endpoint: Endpoint, weighted: WeightedCluster) => Arrival,
): readonly Share[] {
  const sum = destinations.reduce((total, { weight }) => total + weight, 0);
  return destinations.map((weighted) => {
    const percent = Number(((weighted.weight / sum) * 100).toFixed(4));
    const cluster = clusters.get(weighted.cluster);
    if ('missing' in cluster) {
      const [, port = '0', subset = '', host = ''] = weighted.cluster.split('|');
      return {
        weighted,
        host,
        port: Number(port),
        ...(subset !== '' && { subset }),
        percent,
        status: action?.missing ?? 503,
        because: cluster.missing,
        decision: 'no-destination',
        arrivals: [],
      };
    }
    const { host, port, subset, outside } = cluster;
    const base = { weighted, cluster, host, port, percent, ...(subset !== undefined && { subset }) };
    if (cluster.endpoints.length === 0 && !outside) {
      const who = subset === undefined ? 'no pods' : `no pods of subset ${subset}`;
      return {
        ...base,
        status: 503,
        body: 'no healthy upstream',
        because: `there are ${who}`,
        decision: 'no-destination',
        arrivals: [],
      };
    }
    const arrivals = cluster.endpoints.map((endpoint) => arrive(endpoint, weighted));
    return { ...base, arrivals, ...tlsOf(cluster.endpoints), ...refusal(arrivals, outside) };
  });
}

function tlsOf(endpoints: readonly Endpoint[]): Pick<Share, 'tls'> {
  const [first] = endpoints;
  return first === undefined ? {} : { tls: first.tls };
}

/** What a share gets where none of its pods lets the request in. */
function refusal(arrivals: readonly Arrival[], outside: boolean): Partial<Share> {
  const [first] = arrivals;
  if (outside || first?.refused === undefined) return {};
  if (arrivals.some(({ refused }) => refused === undefined)) return {};
  const { status, body, because, decision } = first.refused;
  return {
    decision,
    because,
    ...(status !== undefined && { status }),
    ...(body !== undefined && { body }),
  };
}

/** What holds for the whole request: what every part of it gets, if it is one thing. */
export function together(shares: readonly Share[]): {
  readonly decision: Decision;
  readonly status?: number;
  readonly body?: string;
  readonly because?: string;
} {
  const [first] = shares;
  if (first === undefined)
    return { decision: 'no-destination', status: 503, because: 'no destination has a weight' };
  const isOne = shares.every(
    ({ decision, status }) => decision === first.decision && status === first.status,
  );
  if (first.decision === undefined || !isOne) return { decision: 'forward' };
  const { decision, status, body, because } = first;
  return {
    decision,
    ...(status !== undefined && { status }),
    ...(body !== undefined && { body }),
    ...(because !== undefined && { because }),
  };
}
