import type {
  DynamicConfigValue,
  FieldConfigSource,
  GraphFieldConfig,
  HeatmapOptions,
  Panel,
  Query,
  StatOptions,
  ThresholdsConfig,
  TimeseriesOptions,
  Unit,
} from './grafana-types';
import type { Expression } from './promql';
import { prometheus } from './variables';

/** A panel before it has its number and its place. */
export interface NewPanel extends Omit<Panel, 'id' | 'gridPos'> {
  /** Of 24 columns. */
  readonly width: number;
  readonly height: number;
}

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

/** What a kind of panel adds to what all panels have. */
interface Content {
  readonly type: string;
  readonly height: number;
  readonly options: unknown;
  readonly fieldConfig: FieldConfigSource;
  readonly targets: readonly Query[];
  readonly transformations?: NonNullable<Panel['transformations']>;
}

/** A panel of some kind with what Grafana expects of every panel. */
export function newPanel(
  panel: Pick<Described, 'title' | 'description' | 'width'>,
  content: Content,
): NewPanel {
  const { title, description, width } = panel;
  return {
    title,
    description,
    width,
    datasource: prometheus,
    transparent: false,
    repeatDirection: 'h',
    ...content,
  };
}

/** A query's name within its panel. */
export function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function targets(lines: readonly Line[]): Query[] {
  return lines.map(({ query, legend }, index) => ({
    refId: refId(index),
    datasource: prometheus,
    expr: query,
    legendFormat: legend,
    range: true,
    instant: false,
  }));
}

/** The colour steps as Grafana has them. */
export function thresholds([base, ...steps]: Thresholds): ThresholdsConfig {
  return {
    mode: 'absolute',
    steps: [{ value: null, color: base }, ...steps.map(([value, color]) => ({ value, color }))],
  };
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
): NewPanel {
  const options: StatOptions = {
    colorMode: 'value',
    graphMode: 'area',
    reduceOptions: { calcs: ['lastNotNull'], values: false },
    justifyMode: 'auto',
    orientation: 'auto',
    percentChangeColorMode: 'standard',
    showPercentChange: false,
    textMode: 'auto',
    wideLayout: true,
  };
  return newPanel(panel, {
    type: 'stat',
    height: 4,
    options,
    fieldConfig: {
      defaults: {
        unit: panel.unit,
        noValue: panel.noValue,
        color: { mode: 'thresholds' },
        thresholds: thresholds(panel.colours),
        ...(panel.decimals !== undefined && { decimals: panel.decimals }),
      },
      overrides: [],
    },
    targets: targets([{ query: panel.query, legend: panel.title }]),
  });
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
): NewPanel {
  const custom: GraphFieldConfig = {
    lineWidth: 1,
    fillOpacity: panel.stacked ? 30 : 8,
    showPoints: 'never',
    ...(panel.stacked && { stacking: { mode: 'normal' } }),
    ...(panel.limits && { thresholdsStyle: { mode: 'dashed' } }),
  };
  const options: TimeseriesOptions = {
    legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  };
  return newPanel(panel, {
    type: 'timeseries',
    height: 8,
    options,
    fieldConfig: {
      defaults: {
        unit: panel.unit,
        min: 0,
        custom,
        ...(panel.max !== undefined && { max: panel.max }),
        ...(panel.limits && { thresholds: thresholds(panel.limits) }),
      },
      overrides: Object.entries(panel.colours ?? {}).map(([names, colour]) => ({
        matcher: { id: 'byRegexp', options: names },
        properties: [fixedColour(colour)],
      })),
    },
    targets: targets(panel.lines),
  });
}

function fixedColour(fixedColor: string): DynamicConfigValue {
  return { id: 'color', value: { mode: 'fixed', fixedColor } };
}

/** How often each range of a histogram was observed, over time. `query` yields one series for each limit `le`. */
export function heatmap(panel: Described & { readonly query: Expression }): NewPanel {
  const options: HeatmapOptions = {
    calculate: false,
    color: { mode: 'scheme', scheme: 'Blues', steps: 64, fill: '', exponent: 0, reverse: false },
    cellGap: 1,
    yAxis: { unit: panel.unit },
    filterValues: { le: 1e-9 },
    legend: { show: true },
    tooltip: { mode: 'single' },
    exemplars: { color: 'rgba(255,0,255,0.7)' },
    showValue: 'auto',
    selectionMode: 'x',
  };
  return newPanel(panel, {
    type: 'heatmap',
    height: 8,
    options,
    fieldConfig: { defaults: { unit: 'ops', custom: {} }, overrides: [] },
    targets: targets([{ query: panel.query, legend: '{{le}}' }]).map((target) => ({
      ...target,
      format: 'heatmap',
    })),
  });
}
