import { istiodMetrics } from './istiod-metrics';
import { proxyMetrics } from './proxy-metrics';
import { trafficMetrics } from './traffic-metrics';

/** Every metric that the dashboards may show: what Istio exports by itself, without settings for more. */
export const metrics = { ...trafficMetrics, ...istiodMetrics, ...proxyMetrics };

/** The labels that Prometheus sets from the scraped pod, whatever the metric. */
export const targetLabels = ['job', 'instance', 'namespace', 'pod', 'app'] as const;

type Metrics = typeof metrics;

type HistogramName = {
  [N in keyof Metrics]: Metrics[N]['type'] extends 'histogram' ? N : never;
}[keyof Metrics];

/** The name of a histogram, whose series end in `_bucket`, `_sum` and `_count`. */
export type Histogram = HistogramName;

/** The labels of each series by its name, as Prometheus has it. */
type SeriesLabels = {
  readonly [N in Exclude<keyof Metrics, HistogramName>]: Metrics[N]['labels'][number];
} & {
  readonly [H in HistogramName as `${H}_bucket`]: Metrics[H]['labels'][number] | 'le';
} & {
  readonly [H in HistogramName as `${H}_${'sum' | 'count'}`]: Metrics[H]['labels'][number];
};

/** The name of a series as Prometheus has it. */
export type Series = keyof SeriesLabels;

/** The labels that a series can be asked for. */
export type Label<S extends Series = Series> = SeriesLabels[S] | (typeof targetLabels)[number];
