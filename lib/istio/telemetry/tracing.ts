import type { TelemetrySpecTracing } from '../../../imports/telemetry.istio.io/telemetry';
import { filledText, flag, record } from '../../values/check';
import { defined } from '../../values/defined';
import { percent } from '../../values/percent';
import { optional, shape } from '../../values/shape';
import type { Plain } from '../resource';
import { renderSpanTag, type SpanTag, spanTag } from './span-tag';
import {
  type RenderedDirection,
  renderDirection,
  type TelemetryDirection,
  telemetryDirection,
} from './telemetry-direction';
import { type ITelemetryProvider, renderProviders, telemetryProvider } from './telemetry-provider';

/**
 * How proxies take part in traces. What is left out is inherited: from the namespace's Telemetry, the mesh's, and
 * last the mesh configuration.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing
 */
export interface Tracing {
  /** Where spans go; one, as Istio supports no more. @default - inherited */
  readonly provider?: ITelemetryProvider;
  /** @default 'client-and-server' */
  readonly direction?: TelemetryDirection;
  /** How much of the traffic that nobody has decided about yet is traced, 0 to 100 percent. @default - inherited */
  readonly sampling?: number;
  /** Whether spans are sent; trace headers go on either way. @default - inherited, at first `true` */
  readonly report?: boolean;
  /** Whether trace headers go on to the next service; newer releases only. @default - inherited, at first `true` */
  readonly propagate?: boolean;
  /** Further tags on every span, by name. @default - inherited */
  readonly tags?: Readonly<Record<string, SpanTag>>;
  /** Whether spans say what Istio knows, such as the canonical service. @default - inherited, at first `true` */
  readonly istioTags?: boolean;
  /** Whether the request id carries the decision to sample. @default - inherited, at first `true` */
  readonly useRequestId?: boolean;
}

export const tracing = shape<Tracing>({
  provider: optional(telemetryProvider),
  direction: optional(telemetryDirection),
  sampling: optional(percent),
  report: optional(flag),
  propagate: optional(flag),
  tags: optional(record(spanTag, { name: filledText('the name of a tag', "'zone'") })),
  istioTags: optional(flag),
  useRequestId: optional(flag),
});

type Rendered = Plain<TelemetrySpecTracing>;

export function renderTracing(tracing: Tracing): Rendered {
  return defined<Rendered>({
    match: renderMatch(tracing.direction),
    providers: renderProviders(tracing.provider && [tracing.provider]),
    randomSamplingPercentage: tracing.sampling,
    disableSpanReporting: not(tracing.report),
    disableContextPropagation: not(tracing.propagate),
    customTags:
      tracing.tags &&
      Object.fromEntries(Object.entries(tracing.tags).map(([name, tag]) => [name, renderSpanTag(tag)])),
    enableIstioTags: tracing.istioTags,
    useRequestIdForTraceSampling: tracing.useRequestId,
  });
}

function renderMatch(direction: TelemetryDirection | undefined): { mode: RenderedDirection } | undefined {
  const mode = renderDirection(direction);
  return mode && { mode };
}

/** `false` is a setting of its own: it undoes what is inherited. */
function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
