import type { HttpRouteSpec, StringMatchSpec } from '../../model/kinds/virtual-service';
import { secondsOf } from '../../values/seconds';
import type { TextMatcher } from '../../values/text-matcher';
import type { CorsPolicy, FaultInjection } from '../envoy/route-configuration';
import { textMatcherOf } from './route-match';

/** Faults as the proxy makes them; one without a percentage hits nobody. */
export function faultOf({ delay, abort }: NonNullable<HttpRouteSpec['fault']>): FaultInjection | undefined {
  const seconds = secondsOf(delay?.fixedDelay);
  const made: FaultInjection = {
    ...(delay !== undefined &&
      seconds !== undefined && {
        delay: { percent: delay.percentage ? (delay.percentage.value ?? 0) : (delay.percent ?? 0), seconds },
      }),
    ...(abort !== undefined && abortOf(abort)),
  };
  return made.delay === undefined && made.abort === undefined ? undefined : made;
}

type Abort = NonNullable<NonNullable<HttpRouteSpec['fault']>['abort']>;

function abortOf({ httpStatus, grpcStatus, percentage }: Abort): Pick<FaultInjection, 'abort'> {
  const percent = percentage?.value ?? 0;
  if (httpStatus !== undefined) return { abort: { percent, status: httpStatus } };
  if (grpcStatus === undefined) return {};
  // gRPC tells its status in a header of a response that HTTP takes for good.
  return { abort: { percent, status: 200, grpc: grpcStatus } };
}

/** A CORS policy as the proxy has it. */
export function corsPolicyOf(policy: Readonly<Record<string, unknown>>): CorsPolicy {
  const texts = (name: string) =>
    Array.isArray(policy[name]) ? (policy[name] as unknown[]).map(String) : [];
  const joined = (name: string) => texts(name).join(',');
  const origins = Array.isArray(policy.allowOrigins)
    ? (policy.allowOrigins as StringMatchSpec[]).map(textMatcherOf).filter((one) => one !== undefined)
    : texts('allowOrigin').map((text): TextMatcher => ({ kind: 'exact', text }));
  const age = typeof policy.maxAge === 'string' ? secondsOf(policy.maxAge) : undefined;
  return {
    origins,
    methods: joined('allowMethods'),
    headers: joined('allowHeaders'),
    expose: joined('exposeHeaders'),
    ...(age !== undefined && { maxAge: String(Math.trunc(age)) }),
    ...(policy.allowCredentials === true && { credentials: true }),
    forwardUnmatched: policy.unmatchedPreflights !== 'IGNORE',
  };
}
