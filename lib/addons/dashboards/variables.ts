import type { VariableModel } from './grafana-types';

/** Which Prometheus is asked; every query goes through it, so that a dashboard fits any Grafana. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
export const prometheus = { type: 'prometheus', uid: '${datasource}' } as const;

/** What Grafana expects of every variable. */
const usual = {
  multi: false,
  includeAll: false,
  allowCustomValue: true,
  skipUrlSync: false,
  auto: false,
  auto_min: '10s',
  auto_count: 30,
} as const;

/** The choice of the Prometheus that is asked. */
export function dataSource(): VariableModel {
  return { ...usual, type: 'datasource', name: 'datasource', label: 'Data source', query: 'prometheus' };
}

/**
 * Who counts: both ends of a request report it, and adding them up would count it twice. The client's side also sees
 * requests that never reached a server; only the server's side knows whether they came over mutual TLS.
 */
export function reporter(): VariableModel {
  return {
    ...usual,
    type: 'custom',
    name: 'reporter',
    label: 'Reported by',
    description: 'Both ends of a request report it. Clients also see what never reached a server.',
    query: 'client : source|waypoint, server : destination',
    current: { selected: true, text: 'client', value: 'source|waypoint' },
  };
}

/** The share of the requests that a latency or size holds for, where one line must do for each workload. */
export function percentile(): VariableModel {
  return {
    ...usual,
    type: 'custom',
    name: 'quantile',
    label: 'Percentile',
    description: 'Used where latencies and sizes are split by workload.',
    query: 'P50 : 0.5, P90 : 0.9, P95 : 0.95, P99 : 0.99',
    current: { selected: true, text: 'P95', value: '0.95' },
  };
}

/** What a choice of labels is called, and what the others before it leave of it. */
export interface Choice {
  /** The menu hands it on to the other dashboards, where a variable of this name must mean the same. */
  readonly name: string;
  readonly label: string;
  /** The query that lists the values. */
  readonly from: string;
  /**
   * The part of each result that is the value.
   * @default - all of it
   */
  readonly part?: string;
}

/** Exactly one value. */
export function one({ name, label, from, part }: Choice): VariableModel {
  return {
    ...usual,
    type: 'query',
    name,
    label,
    datasource: prometheus,
    query: { query: from, refId: name },
    definition: from,
    refresh: onTimeRangeChanged,
    sort: alphabeticalWithoutCase,
    ...(part !== undefined && { regex: part }),
  };
}

/** Any number of values, all of them to begin with. A series without the label counts as chosen by `All`. */
export function some(choice: Choice): VariableModel {
  return {
    ...one(choice),
    multi: true,
    includeAll: true,
    allValue: '.*',
    current: { selected: true, text: ['All'], value: ['$__all'] },
  };
}

/** Grafana counts when to ask for the values anew, and how to sort them. */
const onTimeRangeChanged = 2;
const alphabeticalWithoutCase = 5;
