import type { Duration } from 'cdk8s';
import type {
  VirtualServiceSpecHttpFault,
  VirtualServiceSpecHttpFaultAbort,
} from '../../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { renderDuration } from '../../values/duration';
import type { AtLeastOne } from '../../values/non-empty';
import { checkPercent } from '../../values/percent';

/** The name of a gRPC status code. */
export type GrpcStatus =
  | 'CANCELLED'
  | 'UNKNOWN'
  | 'INVALID_ARGUMENT'
  | 'DEADLINE_EXCEEDED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'PERMISSION_DENIED'
  | 'RESOURCE_EXHAUSTED'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'OUT_OF_RANGE'
  | 'UNIMPLEMENTED'
  | 'INTERNAL'
  | 'UNAVAILABLE'
  | 'DATA_LOSS'
  | 'UNAUTHENTICATED';

/** Holds requests up before they are forwarded. */
export interface FaultDelay {
  readonly by: Duration;
  /** The part of the requests, 0 to 100; fractions are fine. */
  readonly percent: number;
}

/** Answers requests with an error instead of forwarding them. */
export interface FaultAbort {
  /** An HTTP status from 200 to 599, or the name of a gRPC status. */
  readonly status: number | GrpcStatus;
  /** The part of the requests, 0 to 100; fractions are fine. */
  readonly percent: number;
}

/** What a fault does. */
export interface FaultParts {
  readonly delay: FaultDelay;
  readonly abort: FaultAbort;
}

/**
 * Delays or errors that Envoy puts in, to see how the rest of the mesh takes them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export type Fault = AtLeastOne<FaultParts>;

/** Refuses percentages, statuses and durations that Istio does not take. */
export function checkFault({ delay, abort }: Partial<FaultParts>): void {
  if (delay) {
    renderDuration(delay.by, 'the delay of a fault');
    checkPercent(delay.percent, 'the part of the requests that a fault delays');
  }
  if (!abort) return;
  checkPercent(abort.percent, 'the part of the requests that a fault aborts');
  if (
    typeof abort.status === 'number' &&
    !(Number.isInteger(abort.status) && abort.status >= 200 && abort.status <= 599)
  ) {
    throw new ConfigError({
      problem: 'a fault aborts with a status from 200 to 599',
      got: abort.status,
      instead: 'write for example 503',
    });
  }
}

export function renderFault({ delay, abort }: Partial<FaultParts>): VirtualServiceSpecHttpFault {
  return defined<VirtualServiceSpecHttpFault>({
    delay: delay && {
      fixedDelay: renderDuration(delay.by, 'the delay of a fault'),
      percentage: { value: delay.percent },
    },
    abort: abort && renderAbort(abort),
  });
}

function renderAbort({ status, percent }: FaultAbort): VirtualServiceSpecHttpFaultAbort {
  const percentage = { value: percent };
  return typeof status === 'number' ? { httpStatus: status, percentage } : { grpcStatus: status, percentage };
}
