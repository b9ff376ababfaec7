import type { Duration } from 'cdk8s';
import type {
  VirtualServiceSpecHttpFault,
  VirtualServiceSpecHttpFaultAbort,
} from '../../../imports/networking.istio.io/virtual-service';
import { type Check, numeric, oneOf, textOr } from '../../values/check';
import { defined } from '../../values/defined';
import { duration, durationText } from '../../values/duration';
import { type GrpcStatus, grpcStatuses } from '../../values/grpc-status';
import type { AtLeastOne } from '../../values/non-empty';
import { percent } from '../../values/percent';
import { optional, shape } from '../../values/shape';

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

const status: Check<number | GrpcStatus> = textOr(
  oneOf(...grpcStatuses),
  numeric({
    holds: (code) => Number.isInteger(code) && code >= 200 && code <= 599,
    problem: 'a fault aborts with a status from 200 to 599',
    instead: 'write for example 503',
  }),
);

export const faultInjection = shape<Partial<FaultParts>>(
  {
    delay: optional(shape<FaultDelay>({ by: duration, percent })),
    abort: optional(shape<FaultAbort>({ status, percent })),
  },
  { atLeastOne: ['delay', 'abort'] },
);

export function renderFault({ delay, abort }: Partial<FaultParts>): VirtualServiceSpecHttpFault {
  return defined<VirtualServiceSpecHttpFault>({
    delay: delay && {
      fixedDelay: durationText(delay.by),
      percentage: { value: delay.percent },
    },
    abort: abort && renderAbort(abort),
  });
}

function renderAbort(abort: FaultAbort): VirtualServiceSpecHttpFaultAbort {
  const percentage = { value: abort.percent };
  return typeof abort.status === 'number'
    ? { httpStatus: abort.status, percentage }
    : { grpcStatus: abort.status, percentage };
}
