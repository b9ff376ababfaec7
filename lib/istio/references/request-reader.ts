import { type Fault, fault } from '../../diagnostics/fault';
import { oneOf } from '../../values/check';

/**
 * Who reads the requests to a workload, and so keeps what is said of requests: its sidecar, the waypoint that it or its
 * namespace names, or, in ambient mode without one, nobody, for ztunnel reads connections alone.
 */
export type RequestReader = 'sidecar' | 'waypoint' | 'nobody';

export const requestReader = oneOf<RequestReader>('sidecar', 'waypoint', 'nobody');

/** Refuses what is said of requests that nobody reads. */
export function unreadFault(
  { requestsReadBy }: { readonly requestsReadBy?: RequestReader | undefined },
  name: unknown,
): Fault | undefined {
  return requestsReadBy === 'nobody'
    ? fault(
        'it is in ambient mode and names no waypoint: nobody reads its requests',
        name,
        "give it, or its namespace, waypoint: new Waypoint(this, 'waypoint')",
      )
    : undefined;
}
