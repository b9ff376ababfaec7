import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { tag } from './dashboard-ids';
import { dashboardMenu } from './links';
import type { PanelBuilder } from './panels';

/** A titled part of a dashboard. Its panels fill lines of 24 columns from left to right. */
export interface Row {
  readonly title: string;
  readonly panels: readonly PanelBuilder[];
}

/** Puts a dashboard together: every panel gets its place and number, in the order of writing. */
export function dashboard(parts: {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly cog.Builder<VariableModel>[];
  readonly rows: readonly Row[];
}): Dashboard {
  const builder = new DashboardBuilder(parts.title)
    .uid(parts.uid)
    .description(parts.description)
    .tags([tag])
    .editable()
    .timezone('browser')
    .time({ from: 'now-1h', to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    .annotations([])
    .variables([...parts.variables])
    .link(dashboardMenu());
  for (const { title, panels } of parts.rows) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(panel);
  }
  const built = builder.build();
  return { ...built, panels: (built.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 })) };
}
