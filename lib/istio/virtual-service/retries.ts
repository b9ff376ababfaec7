import type { Duration } from 'cdk8s';
import type { VirtualServiceSpecHttpRetries } from '../../../imports/networking.istio.io/virtual-service';
import { fault, within } from '../../diagnostics/fault';
import { distinct, every, flag, oneOf } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { duration, durationText } from '../../values/duration';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { retryReasons } from '../../values/retry-reasons';
import { optional, variants } from '../../values/shape';

const statuses = [
  100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307,
  308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421,
  422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
] as const;

/** An HTTP status that Istio knows. */
export type HttpStatus = (typeof statuses)[number];

/** What counts as a failure that is tried again: one of Envoy's names, or an HTTP status. */
export type RetryCondition = (typeof retryReasons)[number] | HttpStatus;

/** How tries after the first are made. */
export interface RetryOptions {
  /** @default - the timeout of the route */
  readonly perTryTimeout?: Duration;
  /** @default - Istio's own: connection failures, refused streams, unavailable, cancelled; older releases: 503 too */
  readonly on?: NonEmpty<RetryCondition>;
  /** The shortest wait between two tries. @default 25ms */
  readonly backoff?: Duration;
  /** Prefers hosts that were not tried yet. @default true */
  readonly ignorePreviousHosts?: boolean;
  /** Tries in other localities too. @default false */
  readonly remoteLocalities?: boolean;
}

/**
 * How often a failed request is sent again.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export interface Retries extends RetryOptions {
  readonly kind: 'retries';
  readonly attempts: number;
}

export const Retries = {
  /** No request is sent again; without a word Istio tries twice more. */
  none: { kind: 'retries', attempts: 0 } as Retries,

  /** A failed request is sent again up to so many times. */
  upTo(attempts: number, options: RetryOptions = {}): Retries {
    return { kind: 'retries', ...given(options), attempts };
  },
};

const none = 'write Retries.none for no further try';

export const retries = every(
  variants<Retries>('retries', {
    retries: {
      attempts: count(),
      perTryTimeout: optional(duration),
      on: optional(distinct(oneOf<RetryCondition>(...retryReasons, ...statuses))),
      backoff: optional(duration),
      ignorePreviousHosts: optional(flag),
      remoteLocalities: optional(flag),
    },
  }),
  (value: Retries) =>
    value.attempts === 0 && value !== Retries.none
      ? within('attempts', fault('retries are at least one', value.attempts, none))
      : undefined,
);

export function renderRetries(retries: Retries): VirtualServiceSpecHttpRetries {
  return defined<VirtualServiceSpecHttpRetries>({
    attempts: retries.attempts,
    perTryTimeout: retries.perTryTimeout && durationText(retries.perTryTimeout),
    retryOn: retries.on?.join(','),
    backoff: retries.backoff && durationText(retries.backoff),
    retryIgnorePreviousHosts: retries.ignorePreviousHosts,
    retryRemoteLocalities: retries.remoteLocalities,
  });
}
