import type { Duration } from 'cdk8s';
import { fault } from '../../diagnostics/fault';
import { type Check, distinct, flag, oneOf, text } from '../../values/check';
import { wholeSeconds } from '../../values/duration';
import { headerName } from '../../values/header-name';
import type { NonEmpty } from '../../values/non-empty';
import { optional, type Shape } from '../../values/shape';

const corsMethods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
  '*',
] as const;

/** Which pages of other origins a browser lets call the route. */
export interface Cors {
  /** Origins such as `https://example.com` or `https://*.example.com`, or `*` alone. */
  readonly allowOrigins: NonEmpty<string>;
  readonly allowMethods?: NonEmpty<(typeof corsMethods)[number]>;
  readonly allowHeaders?: NonEmpty<string>;
  readonly exposeHeaders?: NonEmpty<string>;
  readonly allowCredentials?: boolean;
  /** How long a browser may keep the answer to a preflight request, in whole seconds. @default - five seconds */
  readonly maxAge?: Duration;
}

const star = (one: string) => (one === '*' ? undefined : headerName(one));
const origin = text({
  holds: (value) => value === '*' || /^[a-z][a-z0-9+.-]*:\/\/(\*\.?)?[^\s/*]*(:(\d+|\*))?$/i.test(value),
  problem: 'an origin is a scheme and a host, perhaps with a port',
  instead: "write for example 'https://example.com', 'https://*.example.com' or '*'",
});

/** `*` stands for all, so that nothing stands beside it. */
function alone<T extends string>(element: Check<T>): Check<readonly T[]> {
  const all = distinct(element, { most: 64 });
  return (values: readonly T[]) =>
    all(values) ??
    (values.length > 1 && (values as readonly string[]).includes('*')
      ? fault("'*' stands for all, and something stands beside it", values, "write ['*'] or the others")
      : undefined);
}

/** The properties of a {@link Cors}. */
export const cors = {
  allowOrigins: alone(origin),
  allowMethods: optional(alone(oneOf(...corsMethods))),
  allowHeaders: optional(alone(star)),
  exposeHeaders: optional(alone(star)),
  allowCredentials: optional(flag),
  maxAge: optional(wholeSeconds),
} satisfies Shape<Cors>;

export function renderCors(value: Cors) {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = value;
  return {
    allowOrigins: [...allowOrigins],
    ...(allowMethods && { allowMethods: [...allowMethods] }),
    ...(allowHeaders && { allowHeaders: [...allowHeaders] }),
    ...(exposeHeaders && { exposeHeaders: [...exposeHeaders] }),
    ...(allowCredentials !== undefined && { allowCredentials }),
    ...(maxAge && { maxAge: maxAge.toSeconds() }),
  };
}
