import type { UpstreamRequest } from './envoy/passed-on';
import type { ForwardAction } from './envoy/route-configuration';
import type { MeshCluster } from './istiod/clusters';
import type { LocalityShare } from './istiod/localities';
import type { Share } from './trace';

/** Where a part of the requests goes. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
  readonly percent: number;
  /** `<namespace>/<name>` of the waypoint that a gateway leads this part through. */
  readonly waypoint?: string;
  /** What this part gets where nobody can answer it. */
  readonly status?: number;
  readonly because?: string;
  readonly workloads: readonly {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
  /** How this part is shared out by where client and pods run, where that is known. */
  readonly localities?: readonly LocalityShare[];
  /** Where it differs from what the first destination sees. */
  readonly upstream?: UpstreamRequest;
}

/** Where a part of the requests is copied to. */
export interface Mirror {
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
  readonly percent: number;
}

/** Parts that are the same for many requests are told alike. */
const known = new WeakMap<readonly Share[], readonly Destination[]>();

/**
 * Where the parts of a request go.
 *
 * @param upstreamOf - what a part's destination sees
 */
export function destinationsOf(
  shares: readonly Share[],
  upstreamOf: (share: Share) => UpstreamRequest | undefined,
): readonly Destination[] {
  // What differs between the parts is told, which one alone can not.
  if (shares.length > 1 && shares.some(changesRequest)) {
    const first = JSON.stringify(upstreamOf(shares[0] as Share));
    return shares.map((share) => {
      const upstream = upstreamOf(share);
      const differs = upstream !== undefined && JSON.stringify(upstream) !== first;
      return differs ? { ...destinationOf(share), upstream } : destinationOf(share);
    });
  }
  let destinations = known.get(shares);
  if (destinations === undefined) {
    destinations = shares.map(destinationOf);
    known.set(shares, destinations);
  }
  return destinations;
}

function changesRequest({ weighted, passed }: Share): boolean {
  return passed !== undefined || weighted?.requestHeaders !== undefined || weighted?.host !== undefined;
}

function destinationOf({
  host,
  port,
  subset,
  percent,
  status,
  because,
  cluster,
  passed,
}: Share): Destination {
  const waypoint = passed?.workload;
  return {
    host,
    port,
    ...(subset !== undefined && { subset }),
    percent,
    ...(waypoint && { waypoint: `${waypoint.namespace}/${waypoint.name}` }),
    ...(status !== undefined && { status }),
    ...(because !== undefined && { because }),
    workloads: cluster === undefined ? [] : workloadsOf(cluster),
    ...(cluster?.localities && { localities: cluster.localities }),
  };
}

function workloadsOf({ endpoints }: MeshCluster): Destination['workloads'] {
  return endpoints.map(({ workload: { object, namespace, name, labels } }) => ({
    kind: object.kind,
    namespace,
    name,
    labels,
  }));
}

/** Where copies of a request go. */
export function mirrorsOf({ mirrors }: ForwardAction): Mirror[] {
  return mirrors.map(({ cluster, percent }) => {
    const [, port = '0', subset = '', host = ''] = cluster.split('|');
    return { host, port: Number(port), ...(subset !== '' && { subset }), percent };
  });
}
