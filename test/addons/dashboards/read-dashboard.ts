import type { Dashboard, DashboardLink, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import { dashboards } from '../../../lib/addons/dashboards';

/** The Grafana of the newest and of the oldest Istio release described. */
export const grafana12 = { addons: { grafana: 'docker.io/grafana/grafana:12.0.1' } };
export const grafana9 = { addons: { grafana: 'docker.io/grafana/grafana:9.0.1' } };

/** A dashboard as a reader of its file finds it. */
export interface ReadDashboard {
  readonly file: string;
  readonly text: string;
  readonly json: Dashboard;
  readonly panels: readonly Panel[];
  readonly variables: readonly string[];
}

export function readDashboards(release = grafana12): readonly ReadDashboard[] {
  return Object.entries(dashboards(release)).map(([file, text]) => {
    const json = JSON.parse(text) as Dashboard;
    return {
      file,
      text,
      json,
      panels: (json.panels ?? []).filter((panel): panel is Panel => panel.type !== 'row'),
      variables: (json.templating.list ?? []).map(({ name }) => name),
    };
  });
}

/** A panel's queries, whose type the SDK leaves open. */
export function queriesOf(panel: Panel): readonly Partial<Dataquery>[] {
  return (panel.targets ?? []) as readonly Partial<Dataquery>[];
}

/** One query of a panel. */
export interface Target {
  /** The file and the panel, for messages. */
  readonly at: string;
  readonly panel: Panel;
  readonly expr: string;
  readonly legend: string | undefined;
}

export function targetsOf({ file, panels }: ReadDashboard): readonly Target[] {
  return panels.flatMap((panel) =>
    queriesOf(panel).map(({ expr, legendFormat, refId }) => {
      return { at: `${file}: ${panel.title} (${refId})`, panel, expr: expr ?? '', legend: legendFormat };
    }),
  );
}

/** What a variable's list comes from: an expression, and the label that is taken of it where it names one. */
export interface Listed {
  readonly at: string;
  readonly expr: string;
  readonly label: string | undefined;
  /** The part of each result that is taken where no label is named. */
  readonly part: string | undefined;
}

export function listedValues({ file, json }: ReadDashboard): readonly Listed[] {
  return (json.templating.list ?? [])
    .filter(({ type }) => type === 'query')
    .map(({ name, query, regex }) => {
      const text = (query as Record<string, string>).query ?? '';
      const [, values, label] = /^label_values\((.*), (\w+)\)$/s.exec(text) ?? [];
      const [, results] = /^query_result\((.*)\)$/s.exec(text) ?? [];
      return { at: `${file}: $${name}`, expr: values ?? results ?? text, label, part: regex };
    });
}

/** The properties of a table's columns, by the column's raw name. */
export function columns(panel: Panel): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    (panel.fieldConfig?.overrides ?? []).map(({ matcher, properties }) => [
      matcher.options as string,
      Object.fromEntries(properties.map(({ id, value }) => [id, value])),
    ]),
  );
}

/** The links on a table's cells. */
export function cellLinks(panel: Panel): readonly DashboardLink[] {
  return Object.values(columns(panel)).flatMap(({ links }) => (links ?? []) as DashboardLink[]);
}

/** What Grafana puts in by itself. */
const builtIn: Readonly<Record<string, string>> = { __rate_interval: '5m', __range: '1h' };

/** The expression as Prometheus gets it with everything chosen. */
export function filledIn(expr: string, { json }: Pick<ReadDashboard, 'json'>): string {
  return expr.replace(/\$(\w+)/g, (_, name: string) => {
    const known = builtIn[name];
    if (known !== undefined) return known;
    const variable = (json.templating.list ?? []).find((candidate) => candidate.name === name);
    if (variable === undefined) throw new Error(`$${name} is no variable of the dashboard`);
    if (variable.includeAll) return variable.allValue as string;
    return (variable.current?.value as string | undefined) ?? `one-${name}`;
  });
}
