import type { ForwardAction, WeightedCluster } from './envoy/route-configuration';
import type { Clusters, Endpoint, MeshCluster } from './istiod/clusters';
import type { Arrival, Share, Trace } from './trace';

/** The parts of the requests, by weight, and what becomes of each. */
export function sharesOf(
  destinations: readonly WeightedCluster[],
  clusters: Pick<Clusters, 'get'>,
  action: ForwardAction | undefined,
  arrive: (endpoint: Endpoint, weighted: WeightedCluster) => Arrival,
  pass?: (cluster: MeshCluster, weighted: WeightedCluster) => readonly Share[],
): readonly Share[] {
  let sum = 0;
  for (const { weight } of destinations) sum += weight;
  const shares = destinations.map((weighted): Share | readonly Share[] => {
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
    if (cluster.waypoint !== undefined && pass !== undefined) {
      return pass(cluster, weighted).map((share) => ({
        ...share,
        percent: Number(((share.percent * percent) / 100).toFixed(4)),
      }));
    }
    if (cluster.endpoints.length === 0 && !cluster.outside) {
      const because = `there are ${cluster.subset === undefined ? 'no pods' : `no pods of subset ${cluster.subset}`}`;
      const lost: Lost = { decision: 'no-destination', status: 503, body: 'no healthy upstream', because };
      return shareOf(weighted, cluster, cluster, percent, none, lost);
    }
    const arrivals = cluster.endpoints.map((endpoint) => arrive(endpoint, weighted));
    return shareOf(weighted, cluster, cluster, percent, arrivals, refusal(arrivals, cluster.outside));
  });
  return shares.some(Array.isArray) ? shares.flat() : (shares as readonly Share[]);
}

/** The parts of a request that a waypoint was asked for: where it led them, or what it answered itself. */
export function passedShares(
  passed: Trace,
  cluster: MeshCluster,
  weighted: WeightedCluster,
): readonly Share[] {
  if (passed.shares.length > 0) return passed.shares.map((share) => ({ ...share, passed }));
  const { decision, status, body, because } = passed;
  const said = `${passed.listener}${because === undefined ? '' : `: ${because}`}`;
  const lost: Lost = { decision, status, body, because: said };
  return [{ ...shareOf(weighted, cluster, cluster, 100, none, lost), passed }];
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
export type Outcome = Pick<Trace, 'decision' | 'status' | 'body' | 'because' | 'location'>;

/** What every part of a request gets, if it is one thing. */
export function together(shares: readonly Share[]): Outcome {
  const [first] = shares;
  if (first === undefined) return nowhere;
  if (first.decision === undefined) return forwarded;
  const isOne = shares.every(
    ({ decision, status }) => decision === first.decision && status === first.status,
  );
  if (!isOne) return forwarded;
  const location = first.passed?.location;
  return {
    decision: first.decision,
    status: first.status,
    body: first.body,
    because: first.because,
    ...(location !== undefined && { location }),
  };
}

const forwarded = { decision: 'forward' } as const;
const nowhere = { decision: 'no-destination', status: 503, because: 'no destination has a weight' } as const;
