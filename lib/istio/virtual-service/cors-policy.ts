import type { Duration } from 'cdk8s';
import type { VirtualServiceSpecHttpCorsPolicy } from '../../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { renderOptionalSeconds } from '../../values/duration';
import { checkHeaderName } from '../../values/header-name';
import type { NonEmpty } from '../../values/non-empty';
import type { Plain } from '../resource';
import { renderStringMatch, type StringMatch } from './string-match';

/** An HTTP method that a browser may use. */
export type HttpMethod =
  | 'GET'
  | 'HEAD'
  | 'POST'
  | 'PUT'
  | 'PATCH'
  | 'DELETE'
  | 'OPTIONS'
  | 'CONNECT'
  | 'TRACE';

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

/** Refuses header names that HTTP does not allow and durations that Istio does not take. */
export function checkCorsPolicy(policy: CorsPolicy): void {
  for (const name of [...(policy.allowHeaders ?? []), ...(policy.exposeHeaders ?? [])]) {
    if (name !== '*') checkHeaderName(name);
  }
  for (const origin of policy.allowOrigins) {
    if (origin.kind === 'exact' && origin.text === '') {
      throw new ConfigError({
        problem: 'an origin is not empty',
        got: origin.text,
        instead: "write for example exactly('https://example.com') or exactly('*')",
      });
    }
  }
  renderOptionalSeconds(policy.maxAge, 'the age of a preflight answer');
}

type Rendered = Plain<VirtualServiceSpecHttpCorsPolicy>;

const unmatchedPreflights = {
  forward: 'FORWARD',
  ignore: 'IGNORE',
} as const satisfies Record<NonNullable<CorsPolicy['unmatchedPreflights']>, Rendered['unmatchedPreflights']>;

export function renderCorsPolicy(policy: CorsPolicy): Rendered {
  return defined<Rendered>({
    allowOrigins: policy.allowOrigins.map(renderStringMatch),
    allowMethods: policy.allowMethods && [...policy.allowMethods],
    allowHeaders: policy.allowHeaders && [...policy.allowHeaders],
    exposeHeaders: policy.exposeHeaders && [...policy.exposeHeaders],
    maxAge: renderOptionalSeconds(policy.maxAge, 'the age of a preflight answer'),
    allowCredentials: policy.allowCredentials,
    unmatchedPreflights: policy.unmatchedPreflights && unmatchedPreflights[policy.unmatchedPreflights],
  });
}
