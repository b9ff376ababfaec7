import { tag } from './dashboard-ids';
import type { Dashboard, Panel, RowPanel, VariableModel } from './grafana-types';
import { dashboardMenu } from './links';
import type { NewPanel } from './panels';

/** A titled part of a dashboard. Its panels fill lines of 24 columns from left to right. */
export interface Row {
  readonly title: string;
  readonly panels: readonly NewPanel[];
}

/** Puts a dashboard together: every panel gets its place and number, in the order of writing. */
export function dashboard(parts: {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly VariableModel[];
  readonly rows: readonly Row[];
}): Dashboard {
  return {
    uid: parts.uid,
    title: parts.title,
    description: parts.description,
    tags: [tag],
    editable: true,
    timezone: 'browser',
    time: { from: 'now-1h', to: 'now' },
    refresh: '30s',
    fiscalYearStartMonth: 0,
    // A crosshair at one time in all panels.
    graphTooltip: 1,
    schemaVersion: newestSchema,
    annotations: { list: [] },
    templating: { list: parts.variables },
    links: [dashboardMenu()],
    panels: placed(parts.rows),
  };
}

/** The form of dashboards that is written; `forGrafana` makes an older one of it. */
const newestSchema = 42;

/** The columns of a line. */
const gridColumns = 24;

function placed(rows: readonly Row[]): (Panel | RowPanel)[] {
  const panels: (Panel | RowPanel)[] = [];
  let y = 0;
  for (const { title, panels: own } of rows) {
    const gridPos = { x: 0, y, w: gridColumns, h: 1 };
    panels.push({ type: 'row', id: panels.length + 1, title, collapsed: false, panels: [], gridPos });
    y += 1;
    let x = 0;
    let height = 0;
    for (const { width: w, height: h, ...panel } of own) {
      panels.push({ ...panel, id: panels.length + 1, gridPos: { x, y, w, h } });
      x += w;
      height = Math.max(height, h);
      if (x < gridColumns) continue;
      y += height;
      x = 0;
      height = 0;
    }
    y += height;
  }
  return panels;
}
