import type { ForwardAction, WeightedCluster } from './envoy/configuration';
import type { Clusters, Endpoint, MeshCluster } from './istiod/clusters';
import type { Arrival, Share, Trace } from './trace';

/** The parts of the requests, by weight, and what becomes of each. */
export function sharesOf(
  destinations: readonly WeightedCluster[],
  clusters: Pick<Clusters, 'get'>,
  action: ForwardAction | undefined,
  arrive: (endpoint: Endpoint, weighted: WeightedCluster) => Arrival,
): readonly Share[] {
  let sum = 0;
  for (const { weight } of destinations) sum += weight;
  return destinations.map((weighted) => {
    const percent = destinations.length === 1 ? 100 : Number(((weighted.weight / sum) * 100).toFixed(4));
    const cluster = clusters.get(weighted.cluster);
    if ('missing' in cluster) {
      const [, port = '0', subset = '', host = ''] = weighted.cluster.split('|');
      const place = { host, port: Number(port), subset: subset || undefined };
      const lost: Lost = {
        decision: 'no-destination',
        status: action?.missing ?? 503,
        because: cluster.missing,
      };
      return shareOf(weighted, undefined, place, percent, none, lost);
    }
    if (cluster.endpoints.length === 0 && !cluster.outside) {
      const because = `there are ${cluster.subset === undefined ? 'no pods' : `no pods of subset ${cluster.subset}`}`;
      const lost: Lost = { decision: 'no-destination', status: 503, body: 'no healthy upstream', because };
      return shareOf(weighted, cluster, cluster, percent, none, lost);
    }
    const arrivals = cluster.endpoints.map((endpoint) => arrive(endpoint, weighted));
    return shareOf(weighted, cluster, cluster, percent, arrivals, refusal(arrivals, cluster.outside));
  });
}

/** Why a share reaches nobody. */
type Lost = Pick<Share, 'decision' | 'status' | 'body' | 'because'>;

const reached: Lost = {};
const none: readonly never[] = [];

function shareOf(
  weighted: WeightedCluster,
  cluster: MeshCluster | undefined,
  {
    host,
    port,
    subset,
  }: { readonly host: string; readonly port: number; readonly subset?: string | undefined },
  percent: number,
  arrivals: readonly Arrival[],
  { decision, status, body, because }: Lost,
): Share {
  const tls = arrivals[0]?.endpoint.tls;
  return { weighted, cluster, host, port, subset, percent, status, body, because, decision, arrivals, tls };
}

/** What a share gets where none of its pods lets the request in. */
function refusal(arrivals: readonly Arrival[], outside: boolean): Lost {
  const refused = arrivals[0]?.refused;
  if (outside || refused === undefined) return reached;
  return arrivals.some((one) => one.refused === undefined) ? reached : refused;
}

/** What holds for a whole request. */
export type Outcome = Pick<Trace, 'decision' | 'status' | 'body' | 'because'>;

/** What every part of a request gets, if it is one thing. */
export function together(shares: readonly Share[]): Outcome {
  const [first] = shares;
  if (first === undefined) return nowhere;
  if (first.decision === undefined) return forwarded;
  const isOne = shares.every(
    ({ decision, status }) => decision === first.decision && status === first.status,
  );
  return isOne
    ? { decision: first.decision, status: first.status, body: first.body, because: first.because }
    : forwarded;
}

const forwarded = { decision: 'forward' } as const;
const nowhere = { decision: 'no-destination', status: 503, because: 'no destination has a weight' } as const;
