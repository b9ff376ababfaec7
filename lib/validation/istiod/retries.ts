import { STATUS_CODES } from 'node:http';
import { shown } from '../schema/shown';
import { object, type Shape, value } from '../shape';
import { duration, notNegative } from './values';

/** What Envoy can take for a reason to try again. */
const reasons = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

/** Statuses that Go has a text for and Node.js another or none. */
const statuses: ReadonlySet<string> = new Set(
  [...Object.keys(STATUS_CODES), '418'].filter((status) => status !== '509'),
);

const retryOn: Shape<string> = (text, place) => {
  for (const reason of text.split(',')) {
    const status = /^[+-]?\d+$/.test(reason) ? String(Number(reason)) : reason;
    if (text === '' || statuses.has(status) || reasons.includes(reason)) continue;
    place.report(
      `must be reasons such as 5xx or connect-failure and HTTP statuses, with commas and no spaces between them, got ${shown(reason)}`,
    );
  }
};

interface Retries {
  readonly attempts?: number;
  readonly perTryTimeout?: string;
  readonly retryOn?: string;
  readonly retryRemoteLocalities?: boolean;
}

/** How often a request is tried again. */
export const retries = object<Retries>(
  {
    attempts: value(notNegative),
    perTryTimeout: value(duration),
    retryOn: retryOn as Shape,
    backoff: value(duration),
  },
  ({ attempts = 0, perTryTimeout, retryOn: on, retryRemoteLocalities: remote }, place) => {
    const more = perTryTimeout !== undefined || Boolean(on) || (remote !== undefined && remote !== null);
    if (attempts === 0 && more)
      place.report('says how to retry, with no attempts: set attempts, or leave out the rest');
  },
);
