import type { Duration } from 'cdk8s';
import type {
  TelemetrySpecMetrics,
  TelemetrySpecMetricsOverrides,
  TelemetrySpecMetricsOverridesTagOverrides,
} from '../../../imports/telemetry.istio.io/telemetry';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { renderOptionalDuration } from '../../values/duration';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import type { Plain } from '../resource';
import { renderDirection, type TelemetryDirection } from './telemetry-direction';
import { type ITelemetryProvider, renderProviders } from './telemetry-provider';

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
    if (expression.trim() === '') {
      throw new ConfigError({
        problem: 'the expression of a metric tag is empty',
        got: expression,
        instead: 'write MetricTag.removed to take the label away',
      });
    }
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

/** A change to one metric, or to all of them. */
export type MetricOverride = AtLeastOne<MetricChanges> & {
  /** @default 'all' */
  readonly metric?: Metric;
  /** @default 'client-and-server' */
  readonly direction?: TelemetryDirection;
};

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

type Rendered = Plain<TelemetrySpecMetrics>;
type RenderedOverride = Plain<TelemetrySpecMetricsOverrides>;

export function renderMetrics(metrics: Metrics): Rendered {
  return defined<Rendered>({
    providers: renderProviders(metrics.providers),
    overrides: metrics.overrides?.map(renderOverride),
    reportingInterval: renderOptionalDuration(metrics.reportingInterval, 'the reporting interval'),
  });
}

function renderOverride(override: MetricOverride): RenderedOverride {
  const {
    metric,
    direction,
    enabled,
    tags,
  }: Partial<MetricChanges> & Omit<MetricOverride, keyof MetricChanges> = override;
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
