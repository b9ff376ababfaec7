import type { Arrivals, Caller } from './arrival';
import type { ForwardAction } from './envoy/route-configuration';
import type { Clusters } from './istiod/clusters';
import { type Outcome, sharesOf, together } from './shares';
import type { Share } from './trace';

/** What becomes of the parts of a request. */
export interface Settled extends Outcome {
  readonly shares: readonly Share[];
}

/** What becomes of requests that nothing looks at when they arrive: the same for every one of a caller, so worked out once. */
export class SettledShares {
  private readonly known = new WeakMap<
    ForwardAction,
    { readonly identity: string | undefined; readonly settled: Settled | undefined }
  >();

  public constructor(private readonly arrivals: Arrivals) {}

  /** Undefined where something looks at the requests. */
  public of(action: ForwardAction, clusters: Clusters, caller: Caller): Settled | undefined {
    let known = this.known.get(action);
    if (known === undefined || known.identity !== caller.identity) {
      known = { identity: caller.identity, settled: this.settle(action, clusters, caller) };
      this.known.set(action, known);
    }
    return known.settled;
  }

  private settle(action: ForwardAction, clusters: Clusters, caller: Caller): Settled | undefined {
    const { destinations } = action;
    const isOpen =
      caller.identity !== undefined &&
      destinations.every(({ cluster: name }) => {
        const cluster = clusters.get(name);
        if ('missing' in cluster) return true;
        return !cluster.waypoint && cluster.endpoints.every((one) => this.arrivals.isOpen(one));
      });
    if (!isOpen) return undefined;
    const shares = sharesOf(destinations, clusters, action, (endpoint) =>
      this.arrivals.arrive(endpoint, undefined, caller),
    );
    return { shares, ...together(shares) };
  }
}
