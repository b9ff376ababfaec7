import type { Workload } from '../model/workload';
import type { ClusterTls, HttpConnectionManager } from './envoy/configuration';
import type { ObjectReference, RouteOrigin } from './envoy/origin';
import type { Judged, ProxyAnswer } from './envoy/respond';
import type { ForwardAction, WeightedCluster } from './envoy/route-configuration';
import type { Endpoint, MeshCluster } from './istiod/clusters';

/** What becomes of a request. */
export type Decision =
  | 'forward'
  | 'redirect'
  | 'respond'
  | 'abort'
  | 'deny'
  | 'unauthenticated'
  | 'no-listener'
  | 'no-host'
  | 'no-route'
  | 'no-destination'
  | 'closed';

/** The way of one request through the mesh. */
export interface Trace {
  readonly decision: Decision;
  /** What a proxy answers; left out where a backend does. */
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  readonly location?: string | undefined;
  /** Why, where the decision alone does not say it. */
  readonly because?: string | undefined;
  /** What the first proxy did with an HTTP request. */
  readonly answer?: ProxyAnswer | undefined;
  readonly manager?: HttpConnectionManager | undefined;
  /** How a connection was led. */
  readonly connection?:
    | { readonly object?: ObjectReference | undefined; readonly route?: RouteOrigin | undefined }
    | undefined;
  readonly action?: ForwardAction | undefined;
  readonly shares: readonly Share[];
  /** Policies of connections at the first proxy. */
  readonly verdicts: readonly Judged[];
  /** Whose proxy the request meets first. */
  readonly workload?: Workload | undefined;
  /** Whether that is the waypoint of the service that is called. */
  readonly waypoint?: boolean | undefined;
  /** `0.0.0.0:8080` or its like. */
  readonly listener?: string | undefined;
  readonly notModelled: readonly string[];
  /** What was assumed. */
  readonly notes: readonly string[];
}

/** A part of the requests and where it goes. */
export interface Share {
  readonly weighted?: WeightedCluster | undefined;
  readonly cluster?: MeshCluster | undefined;
  readonly host: string;
  readonly port: number;
  readonly subset?: string | undefined;
  readonly percent: number;
  /** What this part gets where nobody can answer it. */
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  readonly because?: string | undefined;
  readonly decision?: Decision | undefined;
  readonly arrivals: readonly Arrival[];
  readonly tls?: ClusterTls | undefined;
  /** What the waypoint did that a gateway led this part through. */
  readonly passed?: Trace | undefined;
}

/** What a workload's own proxy does with the request. */
export interface Arrival {
  readonly endpoint: Endpoint;
  /** Who the workload takes the caller for. */
  readonly identity?: string | undefined;
  /** Left out where it lets the request in. */
  readonly refused?: {
    readonly decision: Decision;
    readonly status?: number;
    readonly body?: string;
    readonly because: string;
  };
  readonly verdicts: readonly Judged[];
  readonly answer?: ProxyAnswer | undefined;
  readonly notModelled: readonly string[];
  readonly notes: readonly string[];
}
