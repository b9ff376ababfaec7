import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** Which Prometheus is asked; every query goes through it, so that a dashboard fits any Grafana. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
export const prometheus = { type: 'prometheus', uid: '${datasource}' } as const;

/** The choice of the Prometheus that is asked. */
export function dataSource(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus');
}

/**
 * Who counts: both ends of a request report it, and adding them up would count it twice. The client's side also sees
 * requests that never reached a server; only the server's side knows whether they came over mutual TLS.
 */
export function reporter(): CustomVariableBuilder {
  return new CustomVariableBuilder('reporter')
    .label('Reported by')
    .description('Both ends of a request report it. Clients also see what never reached a server.')
    .values('client : source|waypoint, server : destination')
    .current({ selected: true, text: 'client', value: 'source|waypoint' });
}

/** The share of the requests that a latency or size holds for, where one line must do for each workload. */
export function percentile(): CustomVariableBuilder {
  return new CustomVariableBuilder('quantile')
    .label('Percentile')
    .description('Used where latencies and sizes are split by workload.')
    .values('P50 : 0.5, P90 : 0.9, P95 : 0.95, P99 : 0.99')
    .current({ selected: true, text: 'P95', value: '0.95' });
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

function query({ name, label, from, part }: Choice): QueryVariableBuilder {
  const builder = new QueryVariableBuilder(name)
    .label(label)
    .datasource(prometheus)
    .query({ query: from, refId: name })
    .definition(from)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalCaseInsensitiveAsc);
  return part === undefined ? builder : builder.regex(part);
}

/** Exactly one value. */
export function one(choice: Choice): QueryVariableBuilder {
  return query(choice).includeAll(false).multi(false);
}

/** Any number of values, all of them to begin with. A series without the label counts as chosen by `All`. */
export function some(choice: Choice): QueryVariableBuilder {
  return query(choice)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}
