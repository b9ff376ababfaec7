import { type Fault, fault } from '../../diagnostics/fault';
import { oneOf } from '../../values/check';
import type { IWaypoint } from './waypoint-ref';

/**
 * Who reads the requests to a workload, and so keeps what is said of requests: its sidecar, the waypoint that it or its
 * namespace names, or, in ambient mode without one, nobody, for ztunnel reads connections alone.
 */
export type RequestReader = 'sidecar' | 'waypoint' | 'nobody';

export const requestReader = oneOf<RequestReader>('sidecar', 'waypoint', 'nobody');

/** Who reads requests in a namespace. */
export interface INamespaceReader<Reader extends RequestReader = RequestReader> {
  readonly name: string;
  readonly requestsReadBy: Reader;
}

/** Who reads the requests to a service that may name a waypoint and a namespace; without either it has sidecars. */
export type ReaderOf<Namespace, Waypoint> = Waypoint extends IWaypoint
  ? 'waypoint'
  : Namespace extends INamespaceReader<infer Reader>
    ? Reader
    : 'sidecar';

/** Who reads the requests, as {@link ReaderOf} tells the compiler. */
export function readerOf(
  namespace: INamespaceReader | undefined,
  waypoint: IWaypoint | undefined,
): RequestReader {
  return waypoint !== undefined ? 'waypoint' : (namespace?.requestsReadBy ?? 'sidecar');
}

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
