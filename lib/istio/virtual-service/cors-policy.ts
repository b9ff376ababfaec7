import type { Duration } from 'cdk8s';
import type { VirtualServiceSpecHttpCorsPolicy } from '../../../imports/networking.istio.io/virtual-service';
import { fault, within } from '../../diagnostics/fault';
import { type Check, distinct, flag, keyOf, list, oneOf } from '../../values/check';
import { defined } from '../../values/defined';
import { durationText, wholeSeconds } from '../../values/duration';
import { headerName } from '../../values/header-name';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import type { Plain } from '../resource';
import { renderStringMatch, type StringMatch, stringMatch } from './string-match';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE'] as const;

/** An HTTP method that a browser may use. */
export type HttpMethod = (typeof methods)[number];

/**
 * Which pages of other origins a browser lets call this route.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface CorsPolicy {
  readonly allowOrigins: NonEmpty<StringMatch>;
  readonly allowMethods?: NonEmpty<HttpMethod | '*'>;
  readonly allowHeaders?: NonEmpty<string>;
  readonly exposeHeaders?: NonEmpty<string>;
  /** How long a browser may keep the answer to a preflight request, in whole seconds. */
  readonly maxAge?: Duration;
  readonly allowCredentials?: boolean;
  /**
   * What becomes of a preflight request from another origin: sent on to the workload, or answered with nothing allowed.
   * @default 'forward'
   */
  readonly unmatchedPreflights?: 'forward' | 'ignore';
}

type Rendered = Plain<VirtualServiceSpecHttpCorsPolicy>;

const unmatchedPreflights = {
  forward: 'FORWARD',
  ignore: 'IGNORE',
} as const satisfies Record<NonNullable<CorsPolicy['unmatchedPreflights']>, Rendered['unmatchedPreflights']>;

const allowedHeader: Check<string> = (name: string) => (name === '*' ? undefined : headerName(name));

const origin: Check<StringMatch> = (value: StringMatch) => {
  const found = stringMatch(value);
  if (found) return found;
  return value.kind === 'exact' && value.text === ''
    ? within(
        'text',
        fault(
          'an origin is not empty',
          '',
          "write for example exactly('https://example.com') or exactly('*')",
        ),
      )
    : undefined;
};

export const corsPolicy = shape<CorsPolicy>({
  allowOrigins: list(origin),
  allowMethods: optional(distinct(oneOf(...methods, '*'))),
  allowHeaders: optional(list(allowedHeader)),
  exposeHeaders: optional(list(allowedHeader)),
  maxAge: optional(wholeSeconds),
  allowCredentials: optional(flag),
  unmatchedPreflights: optional(keyOf(unmatchedPreflights)),
});

export function renderCorsPolicy(policy: CorsPolicy): Rendered {
  return defined<Rendered>({
    allowOrigins: policy.allowOrigins.map(renderStringMatch),
    allowMethods: policy.allowMethods && [...policy.allowMethods],
    allowHeaders: policy.allowHeaders && [...policy.allowHeaders],
    exposeHeaders: policy.exposeHeaders && [...policy.exposeHeaders],
    maxAge: policy.maxAge && durationText(policy.maxAge),
    allowCredentials: policy.allowCredentials,
    unmatchedPreflights: policy.unmatchedPreflights && unmatchedPreflights[policy.unmatchedPreflights],
  });
}
