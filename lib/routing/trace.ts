import type { Rbac, Verdict } from '../authorization/rbac';
import type {
  ClusterTls,
  ForwardAction,
  HttpConnectionManager,
  ObjectReference,
  RouteOrigin,
  WeightedCluster,
} from './envoy/configuration';
import type { ProxyAnswer } from './envoy/respond';
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
  readonly status?: number;
  readonly body?: string;
  readonly location?: string;
  /** Why, where the decision alone does not say it. */
  readonly because?: string;
  /** What the first proxy did with an HTTP request. */
  readonly answer?: ProxyAnswer;
  readonly manager?: HttpConnectionManager;
  /** How a connection was led. */
  readonly connection?: { readonly object?: ObjectReference; readonly route?: RouteOrigin };
  readonly action?: ForwardAction;
  readonly shares: readonly Share[];
  /** Policies of connections at the first proxy. */
  readonly verdicts: readonly Judged[];
  /** `0.0.0.0:8080` or its like. */
  readonly listener?: string;
  readonly notModelled: readonly string[];
  /** What was assumed. */
  readonly notes: readonly string[];
}

/** What the policies of one action said. */
export interface Judged {
  readonly rbac: Rbac;
  readonly verdict: Verdict;
}

/** A part of the requests and where it goes. */
export interface Share {
  readonly weighted?: WeightedCluster;
  readonly cluster?: MeshCluster;
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
  readonly percent: number;
  /** What this part gets where nobody can answer it. */
  readonly status?: number;
  readonly body?: string;
  readonly because?: string;
  readonly decision?: Decision;
  readonly arrivals: readonly Arrival[];
  readonly tls?: ClusterTls;
}

/** What a workload's own proxy does with the request. */
export interface Arrival {
  readonly endpoint: Endpoint;
  /** Who the workload takes the caller for. */
  readonly identity?: string;
  /** Left out where it lets the request in. */
  readonly refused?: {
    readonly decision: Decision;
    readonly status?: number;
    readonly body?: string;
    readonly because: string;
  };
  readonly verdicts: readonly Judged[];
  readonly answer?: ProxyAnswer;
  readonly notModelled: readonly string[];
}
