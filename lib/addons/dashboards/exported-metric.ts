/** What one metric is and which labels its exporter sets; Prometheus adds the target's own. */
export interface ExportedMetric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
}

/** Metrics by name; a histogram is named without `_bucket`, `_sum` and `_count`. */
export type Exported = Readonly<Record<string, ExportedMetric>>;

type Metric<T, L extends readonly string[]> = { readonly type: T; readonly labels: L };

/** A number that only grows until its process starts anew: ask for its rate. */
export function counter<const L extends readonly string[]>(labels: L): Metric<'counter', L> {
  return { type: 'counter', labels };
}

/** A number as it is now. */
export function gauge<const L extends readonly string[]>(labels: L): Metric<'gauge', L> {
  return { type: 'gauge', labels };
}

/** Counts of observations below each of a row of limits (`le`). */
export function histogram<const L extends readonly string[]>(labels: L): Metric<'histogram', L> {
  return { type: 'histogram', labels };
}
