import type * as common from '@grafana/grafana-foundation-sdk/common';
import type * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type * as units from '@grafana/grafana-foundation-sdk/units';

/**
 * The types of Grafana's own SDK. Nothing of it is loaded: its enums, which would have to be, are taken as the
 * unions of their values.
 */
type Plain<T> = 0 extends 1 & T
  ? T
  : T extends string
    ? `${T}`
    : T extends readonly (infer E)[]
      ? readonly Plain<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Plain<T[K]> }
        : T;

export type Dashboard = Omit<Plain<sdk.Dashboard>, 'panels'> & {
  readonly panels: readonly (Panel | RowPanel)[];
};
export type DashboardLink = Plain<sdk.DashboardLink>;
export type DynamicConfigValue = Plain<sdk.DynamicConfigValue>;
export type FieldConfigSource = Plain<sdk.FieldConfigSource>;
export type Panel = Omit<Plain<sdk.Panel>, 'targets'> & { readonly targets: readonly Query[] };
export type Query = Omit<Plain<prometheus.Dataquery>, '_implementsDataqueryVariant'>;
export type RowPanel = Plain<sdk.RowPanel>;
export type ThresholdsConfig = Plain<sdk.ThresholdsConfig>;
export type VariableModel = Plain<sdk.VariableModel>;

export type GraphFieldConfig = Plain<common.GraphFieldConfig>;
export type HeatmapOptions = Plain<heatmap.Options>;
export type StatOptions = Plain<stat.Options>;
export type TableFieldOptions = Plain<table.FieldConfig>;
export type TableOptions = Plain<table.Options>;
export type TimeseriesOptions = Plain<timeseries.Options>;

/** One of Grafana's units, such as `reqps` or `ms`. */
export type Unit = (typeof units)[keyof typeof units];
