import type { DynamicConfigValue, TableFieldOptions, TableOptions, Unit } from './grafana-types';
import type { CellLink } from './links';
import type { Label } from './metrics';
import { type NewPanel, newPanel, refId, type Thresholds, thresholds } from './panels';
import type { Expression } from './promql';
import { prometheus } from './variables';

/** A column that says which row it is. */
export interface KeyColumn {
  readonly label: Label;
  readonly title: string;
  readonly link?: CellLink;
}

/** A column of numbers. */
export interface ValueColumn {
  readonly title: string;
  /** Yields one number for each row: it must be aggregated by the key columns' labels. */
  readonly query: Expression;
  readonly unit: Unit;
  readonly decimals?: number;
  /** Colours the cell by its value. */
  readonly colours?: Thresholds;
}

/** One row for each combination of labels, with its numbers as they are now; the first number's largest on top. */
export function table(panel: {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  /** @default 8 */
  readonly height?: number;
  readonly keys: readonly KeyColumn[];
  /** At least two, since Grafana names the column of a lone one otherwise. */
  readonly values: readonly [ValueColumn, ValueColumn, ...ValueColumn[]];
}): NewPanel {
  const { keys, values } = panel;
  const custom: TableFieldOptions = { align: 'auto', filterable: true, inspect: false };
  const options: TableOptions = {
    frameIndex: 0,
    showHeader: true,
    showTypeIcons: false,
    sortBy: [{ displayName: values[0].title, desc: true }],
    footer: { show: false, reducer: [], countRows: false },
    cellHeight: 'sm',
  };
  return newPanel(panel, {
    type: 'table',
    height: panel.height ?? 8,
    options,
    fieldConfig: {
      defaults: { unit: 'none', custom },
      overrides: [
        ...keys.map((key) => byName(key.label, keyProperties(key))),
        ...values.map((value, index) => byName(`Value #${refId(index)}`, valueProperties(value))),
      ],
    },
    targets: values.map((value, index) => ({
      refId: refId(index),
      datasource: prometheus,
      expr: value.query,
      format: 'table',
      instant: true,
      range: false,
    })),
    transformations: [{ id: 'merge', options: {} }, organized(keys, values)],
  });
}

/** The order of the columns; the time is that of the question, and says nothing. */
function organized(keys: readonly KeyColumn[], values: readonly ValueColumn[]) {
  return {
    id: 'organize',
    options: {
      excludeByName: { Time: true },
      indexByName: Object.fromEntries([
        ...keys.map(({ label }, index) => [label, index]),
        ...values.map((_, index) => [`Value #${refId(index)}`, keys.length + index]),
      ]),
      renameByName: {},
    },
  };
}

function byName(name: string, properties: readonly DynamicConfigValue[]) {
  return { matcher: { id: 'byName', options: name }, properties };
}

function keyProperties({ title, link }: KeyColumn): DynamicConfigValue[] {
  return [
    { id: 'displayName', value: title },
    ...(link === undefined ? [] : [{ id: 'links', value: [{ ...link, targetBlank: false }] }]),
  ];
}

function valueProperties({ title, unit, decimals, colours }: ValueColumn): DynamicConfigValue[] {
  return [
    { id: 'displayName', value: title },
    { id: 'unit', value: unit },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    ...(colours === undefined
      ? []
      : [
          { id: 'thresholds', value: thresholds(colours) },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
        ]),
  ];
}
