import { grpcStatuses } from '../../values/grpc-status';
import { shown } from '../schema/shown';
import { object, value } from '../shape';
import { duration, fractionalPercent, httpStatus, int32 } from './values';

const statuses: readonly string[] = ['OK', ...grpcStatuses];

const percentage = object({ value: value(fractionalPercent) });

/** Delays and errors that a proxy makes, to try how callers bear them. */
export const fault = object<{ readonly abort?: unknown; readonly delay?: unknown }>(
  {
    abort: object<{ readonly http2Error?: unknown }>(
      {
        percentage,
        httpStatus: value<number>((status) => int32(status) ?? httpStatus(status)),
        grpcStatus: value<string>((status) =>
          statuses.includes(status)
            ? undefined
            : `must be a gRPC status such as NOT_FOUND, got ${shown(status)}`,
        ),
      },
      ({ http2Error }, place) => {
        if (http2Error !== undefined)
          place.report('is not there yet: use httpStatus', { at: ['http2Error'] });
      },
    ),
    delay: object<{ readonly exponentialDelay?: unknown }>(
      { percentage, percent: value(int32), fixedDelay: value(duration), exponentialDelay: value(duration) },
      ({ exponentialDelay }, place) => {
        if (exponentialDelay !== undefined)
          place.report('is not there yet: use fixedDelay', { at: ['exponentialDelay'] });
      },
    ),
  },
  ({ abort, delay }, place) => {
    if (!abort && !delay) place.report('must have an abort or a delay');
  },
);
