import { retryReasons } from '../../values/retry-reasons';
import { shown } from '../schema/shown';
import { object, type Shape, value } from '../shape';
import { duration, notNegative } from './values';

function isReason(text: string): boolean {
  return (retryReasons as readonly string[]).includes(text);
}

/** Whether Go has a text for a status; Node.js has the same texts but for two. */
function isStatus(text: string): boolean {
  // Loaded when it is asked: few retries name a status.
  const { STATUS_CODES } = require('node:http') as typeof import('node:http');
  return text === '418' || (text !== '509' && Object.hasOwn(STATUS_CODES, text));
}

const retryOn: Shape<string> = (text, place) => {
  for (const reason of new Set(text.split(','))) {
    const status = /^[+-]?\d+$/.test(reason) ? String(Number(reason)) : reason;
    if (text === '' || isReason(reason) || isStatus(status)) continue;
    place.report(
      `must be reasons such as 5xx or connect-failure and HTTP statuses, with commas and no spaces between them, got ${shown(reason)}`,
    );
    // One that is wrong is enough to say: there may be many.
    return;
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
    retryOn,
    backoff: value(duration),
  },
  ({ attempts = 0, perTryTimeout, retryOn: on, retryRemoteLocalities: remote }, place) => {
    const more = perTryTimeout !== undefined || Boolean(on) || (remote !== undefined && remote !== null);
    if (attempts === 0 && more)
      place.report('says how to retry, with no attempts: set attempts, or leave out the rest');
  },
);
