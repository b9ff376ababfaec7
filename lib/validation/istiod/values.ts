import { re2Problem } from '../../values/expression';
import { duration as nanoseconds } from '../cel/duration';
import { CelError } from '../cel/error';
import { shown } from '../schema/shown';
import type { ValueCheck } from '../shape';

/** A duration of at least a millisecond, in whole ones. */
export const duration: ValueCheck<string> = (text) => {
  const long = readable(text);
  if (typeof long === 'string') return long;
  if (long < 1e6) return `must be at least 1ms, got ${text}`;
  return long % 1e6 === 0 ? undefined : `must be in whole milliseconds, got ${text}`;
};

/** A duration of any length. */
export const anyDuration: ValueCheck<string> = (text) => {
  const long = readable(text);
  return typeof long === 'string' ? long : undefined;
};

/** A duration, or none at all where it is zero. */
export const durationOrZero: ValueCheck<string> = (text) => {
  const long = readable(text);
  if (typeof long === 'string') return long;
  return Math.trunc(long / 1e6) === 0 ? undefined : duration(text);
};

/** A duration in whole seconds. */
export const wholeSeconds: ValueCheck<string> = (text) => {
  const long = readable(text);
  if (typeof long === 'string') return long;
  return duration(text) ?? (long % 1e9 === 0 ? undefined : `must be in whole seconds, got ${text}`);
};

function readable(text: string): number | string {
  try {
    return nanoseconds(text);
  } catch (error) {
    if (error instanceof CelError) return `must be a duration such as 500ms or 1h30m, got ${shown(text)}`;
    throw error;
  }
}

/** The number of a port. */
export const port: ValueCheck<number> = (number) =>
  number >= 1 && number <= 65535 ? undefined : `must be a port from 1 to 65535, got ${number}`;

/** A number that protobuf can hold: the CRD allows more. */
export const int32: ValueCheck<number> = (number) =>
  number >= -(2 ** 31) && number < 2 ** 31 ? undefined : `must fit into 32 bits, got ${number}`;

/** A number that is not negative. */
export const notNegative: ValueCheck<number> = (number) => {
  if (number < 0) return `must not be negative, got ${number}`;
  return int32(number);
};

/** Percent in whole numbers. */
export const percent: ValueCheck<number> = (number) =>
  number >= 0 && number <= 100 ? undefined : `must be from 0 to 100, got ${number}`;

/** A share of requests: none, or at least one in a million. */
export const fractionalPercent: ValueCheck<number> = (number) =>
  number === 0 || (number >= 0.0001 && number <= 100)
    ? undefined
    : `must be 0 or from 0.0001 to 100, got ${number}`;

/** An HTTP status that a proxy may answer with. */
export const httpStatus: ValueCheck<number> = (number) =>
  number >= 200 && number <= 600 ? undefined : `must be an HTTP status from 200 to 599, got ${number}`;

/** The path of a Unix domain socket, without `unix://`. */
export const socketPath: ValueCheck<string> = (path) => {
  if (path === '') return 'must name a socket after unix://';
  if (path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'))) return undefined;
  return `must be an absolute path to a file after unix://, got ${shown(path)}`;
};

/** What a Unix domain socket begins with. */
export const unix = 'unix://';

/** An RE2 expression that Envoy may be given. */
export const expression: ValueCheck<string> = (text) => {
  if (Buffer.byteLength(text) > 1024) return `may have 1024 characters, got ${text.length}`;
  const problem = re2Problem(text);
  return problem === undefined ? undefined : `must be an RE2 expression (${problem}), got ${shown(text)}`;
};
