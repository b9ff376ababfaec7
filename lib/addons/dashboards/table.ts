import * as common from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import * as tables from '@grafana/grafana-foundation-sdk/table';
import type { CellLink } from './links';
import type { Label } from './metrics';
import { type PanelBuilder, type Thresholds, thresholds, type Unit } from './panels';
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
}): PanelBuilder {
  const { keys, values } = panel;
  const builder = new tables.PanelBuilder()
    .title(panel.title)
    .description(panel.description)
    .datasource(prometheus)
    .unit('none')
    .span(panel.width)
    .height(panel.height ?? 8)
    .filterable(true)
    .sortBy([new common.TableSortByFieldStateBuilder().displayName(values[0].title).desc(true)])
    .targets(
      values.map((value, index) =>
        new DataqueryBuilder()
          .refId(refId(index))
          .datasource(prometheus)
          .expr(value.query)
          .format(PromQueryFormat.Table)
          .instant(),
      ),
    )
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries([
          ...keys.map(({ label }, index) => [label, index]),
          ...values.map((_, index) => [`Value #${refId(index)}`, keys.length + index]),
        ]),
        renameByName: {},
      },
    });
  for (const { label, title, link } of keys) {
    builder.overrideByName(label, [
      { id: 'displayName', value: title },
      ...(link === undefined ? [] : [{ id: 'links', value: [{ ...link, targetBlank: false }] }]),
    ]);
  }
  values.forEach((value, index) => {
    builder.overrideByName(`Value #${refId(index)}`, properties(value));
  });
  return builder;
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function properties({ title, unit, decimals, colours }: ValueColumn): DynamicConfigValue[] {
  return [
    { id: 'displayName', value: title },
    { id: 'unit', value: unit },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    ...(colours === undefined
      ? []
      : [
          { id: 'thresholds', value: thresholds(colours).build() },
          { id: 'custom.cellOptions', value: { type: common.TableCellDisplayMode.ColorText } },
        ]),
  ];
}
