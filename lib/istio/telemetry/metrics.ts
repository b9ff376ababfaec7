import type { Duration } from 'cdk8s';
import type {
  TelemetrySpecMetrics,
  TelemetrySpecMetricsOverrides,
  TelemetrySpecMetricsOverridesTagOverrides,
} from '../../../imports/telemetry.istio.io/telemetry';
import { celExpression } from '../../values/cel-syntax';
import { type Check, filledText, flag, keyOf, list, record, textOr } from '../../values/check';
import { defined } from '../../values/defined';
import { duration, durationText } from '../../values/duration';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { optional, shape, variants } from '../../values/shape';
import type { Plain } from '../resource';
import { renderDirection, type TelemetryDirection, telemetryDirection } from './telemetry-direction';
import { type ITelemetryProvider, renderProviders, telemetryProvider } from './telemetry-provider';

const standardMetrics = {
  all: 'ALL_METRICS',
  'request-count': 'REQUEST_COUNT',
  'request-duration': 'REQUEST_DURATION',
  'request-size': 'REQUEST_SIZE',
  'response-size': 'RESPONSE_SIZE',
  'tcp-opened-connections': 'TCP_OPENED_CONNECTIONS',
  'tcp-closed-connections': 'TCP_CLOSED_CONNECTIONS',
  'tcp-sent-bytes': 'TCP_SENT_BYTES',
  'tcp-received-bytes': 'TCP_RECEIVED_BYTES',
  'grpc-request-messages': 'GRPC_REQUEST_MESSAGES',
  'grpc-response-messages': 'GRPC_RESPONSE_MESSAGES',
} as const;

/**
 * A metric of Istio's, all of them, or one of a filter's own by its name in Prometheus.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export type Metric = keyof typeof standardMetrics | { readonly custom: string };

/** What becomes of one label of a metric: the value of a CEL expression, or it goes. */
export type MetricTag = { readonly kind: 'set'; readonly expression: string } | { readonly kind: 'removed' };

export const MetricTag = {
  /** Sets or adds a label, to what a CEL expression such as `request.host` or `'"eu"'` has for a value. */
  set(expression: string): MetricTag {
    return { kind: 'set', expression };
  },

  /** Takes the label away: fewer series, at the price of not seeing it. */
  removed: { kind: 'removed' } satisfies MetricTag as MetricTag,
};

/** What is changed about a metric. */
export interface MetricChanges {
  /** Whether it is reported. */
  readonly enabled: boolean;
  /** Its labels that change, by name. */
  readonly tags: Readonly<Record<string, MetricTag>>;
}

/** Which metric is changed. */
interface ChangedMetric {
  /** @default 'all' */
  readonly metric?: Metric;
  /** @default 'client-and-server' */
  readonly direction?: TelemetryDirection;
}

/** A change to one metric, or to all of them. */
export type MetricOverride = AtLeastOne<MetricChanges> & ChangedMetric;

/**
 * Which metrics proxies report.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics
 */
export interface Metrics {
  /** @default - inherited, at first the mesh configuration's default providers */
  readonly providers?: NonEmpty<ITelemetryProvider>;
  /** Tried in order: what comes later wins. @default - none */
  readonly overrides?: NonEmpty<MetricOverride>;
  /** How often TCP connections report while they are open. @default 5s */
  readonly reportingInterval?: Duration;
}

const metric: Check<Metric> = textOr(
  keyOf(standardMetrics),
  shape<{ readonly custom: string }>({ custom: filledText('the name of a metric', "'istio_build'") }),
);

const metricTag = variants<MetricTag>('a metric tag', { set: { expression: celExpression }, removed: {} });

const metricOverride = shape<Partial<MetricChanges> & ChangedMetric>(
  {
    metric: optional(metric),
    direction: optional(telemetryDirection),
    enabled: optional(flag),
    tags: optional(record(metricTag, { name: filledText('the name of a label', "'request_host'") })),
  },
  { atLeastOne: ['enabled', 'tags'] },
);

export const metrics = shape<Metrics>({
  providers: optional(list(telemetryProvider)),
  overrides: optional(list(metricOverride)),
  reportingInterval: optional(duration),
});

type Rendered = Plain<TelemetrySpecMetrics>;
type RenderedOverride = Plain<TelemetrySpecMetricsOverrides>;

export function renderMetrics(metrics: Metrics): Rendered {
  return defined<Rendered>({
    providers: renderProviders(metrics.providers),
    overrides: metrics.overrides?.map(renderOverride),
    reportingInterval: metrics.reportingInterval && durationText(metrics.reportingInterval),
  });
}

function renderOverride(override: MetricOverride): RenderedOverride {
  const { metric, direction, enabled, tags }: Partial<MetricChanges> & ChangedMetric = override;
  const mode = renderDirection(direction);
  return defined<RenderedOverride>({
    match:
      metric === undefined && mode === undefined
        ? undefined
        : { ...(metric === undefined ? {} : renderMetric(metric)), ...(mode && { mode }) },
    disabled: enabled === undefined ? undefined : !enabled,
    tagOverrides:
      tags && Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, renderMetricTag(tag)])),
  });
}

function renderMetric(metric: Metric) {
  return typeof metric === 'string' ? { metric: standardMetrics[metric] } : { customMetric: metric.custom };
}

function renderMetricTag(tag: MetricTag): Plain<TelemetrySpecMetricsOverridesTagOverrides> {
  switch (tag.kind) {
    case 'set':
      return { operation: 'UPSERT', value: tag.expression };
    case 'removed':
      return { operation: 'REMOVE' };
    default:
      return tag satisfies never;
  }
}
