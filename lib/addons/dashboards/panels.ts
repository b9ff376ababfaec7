import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as heatmaps from '@grafana/grafana-foundation-sdk/heatmap';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import * as stats from '@grafana/grafana-foundation-sdk/stat';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type * as units from '@grafana/grafana-foundation-sdk/units';
import type { Expression } from './promql';
import { prometheus } from './variables';

/** A panel before it has its number and its place. */
export type PanelBuilder = cog.Builder<Panel>;

/** One of Grafana's units, such as `reqps` or `ms`. */
export type Unit = (typeof units)[keyof typeof units];

/** Colours by value: the first holds below every limit, each other one from its limit upward. */
export type Thresholds = readonly [string, ...(readonly [number, string])[]];

/** A share of successes: less than 99 % is worth a look, less than 95 % is an outage. */
export const successes: Thresholds = ['red', [0.95, 'orange'], [0.99, 'green']];

/** Something that should never be counted. */
export const unwanted: Thresholds = ['green', [0.000001, 'red']];

/** Something that is neither good nor bad. */
export const neutral: Thresholds = ['text'];

/** What every panel says of itself. */
export interface Described {
  readonly title: string;
  /** What is counted, and what a striking value means; shown at the panel's corner. */
  readonly description: string;
  readonly unit: Unit;
  /** Of 24 columns. */
  readonly width: number;
}

/** One expression of a panel, and the name of each series that it yields. */
export interface Line {
  readonly query: Expression;
  /** Text with labels in `{{ }}`. */
  readonly legend: string;
}

/** The expressions' names within the panel. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function targets(lines: readonly Line[]): DataqueryBuilder[] {
  return lines.map(({ query, legend }, index) =>
    new DataqueryBuilder()
      .refId(letters.charAt(index))
      .datasource(prometheus)
      .expr(query)
      .legendFormat(legend)
      .range(),
  );
}

/** The colour steps as Grafana has them. */
export function thresholds([base, ...steps]: Thresholds): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([{ value: null, color: base }, ...steps.map(([value, color]) => ({ value, color }))]);
}

/** One number as it is now, with its recent course behind it. */
export function stat(
  panel: Described & {
    readonly query: Expression;
    readonly colours: Thresholds;
    /** What stands there without data. */
    readonly noValue: string;
    readonly decimals?: number;
  },
): PanelBuilder {
  const builder = new stats.PanelBuilder()
    .title(panel.title)
    .description(panel.description)
    .datasource(prometheus)
    .unit(panel.unit)
    .span(panel.width)
    .height(4)
    .noValue(panel.noValue)
    .thresholds(thresholds(panel.colours))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .colorMode(common.BigValueColorMode.Value)
    .graphMode(common.BigValueGraphMode.Area)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false))
    .targets(targets([{ query: panel.query, legend: panel.title }]));
  return panel.decimals === undefined ? builder : builder.decimals(panel.decimals);
}

/** Several numbers over time. */
export function lines(
  panel: Described & {
    readonly lines: readonly Line[];
    /** Layers on top of one another, for parts of a sum. */
    readonly stacked?: boolean;
    /** Draws the limits behind the lines. */
    readonly limits?: Thresholds;
    /** The most that can be, such as 1 for a share. */
    readonly max?: number;
    /** Colours for the series whose name matches. */
    readonly colours?: Readonly<Record<string, string>>;
  },
): PanelBuilder {
  const builder = new timeseries.PanelBuilder()
    .title(panel.title)
    .description(panel.description)
    .datasource(prometheus)
    .unit(panel.unit)
    .span(panel.width)
    .height(8)
    .min(0)
    .lineWidth(1)
    .fillOpacity(panel.stacked ? 30 : 8)
    .showPoints(common.VisibilityMode.Never)
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(common.TooltipDisplayMode.Multi)
        .sort(common.SortOrder.Descending),
    )
    .targets(targets(panel.lines));
  if (panel.stacked) builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
  if (panel.max !== undefined) builder.max(panel.max);
  if (panel.limits !== undefined) {
    builder
      .thresholds(thresholds(panel.limits))
      .thresholdsStyle(
        new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
      );
  }
  for (const [names, colour] of Object.entries(panel.colours ?? {})) {
    builder.overrideByRegexp(names, [fixedColour(colour)]);
  }
  return builder;
}

function fixedColour(fixedColor: string): DynamicConfigValue {
  return { id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } };
}

/** How often each range of a histogram was observed, over time. `query` yields one series for each limit `le`. */
export function heatmap(panel: Described & { readonly query: Expression }): PanelBuilder {
  return new heatmaps.PanelBuilder()
    .title(panel.title)
    .description(panel.description)
    .datasource(prometheus)
    .unit('ops')
    .span(panel.width)
    .height(8)
    .calculate(false)
    .color(
      new heatmaps.HeatmapColorOptionsBuilder()
        .mode(heatmaps.HeatmapColorMode.Scheme)
        .scheme('Blues')
        .steps(64),
    )
    .cellGap(1)
    .yAxis(new heatmaps.YAxisConfigBuilder().unit(panel.unit))
    .targets(
      targets([{ query: panel.query, legend: '{{le}}' }]).map((t) => t.format(PromQueryFormat.Heatmap)),
    );
}
