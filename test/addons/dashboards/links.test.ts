import { dashboardMenu, toService, toWorkload } from '../../../lib/addons/dashboards/links';
import { read } from './promql-reader';
import { cellLinks, columns, filledIn, readDashboards, targetsOf } from './read-dashboard';

const all = readDashboards();
const tables = all.flatMap((dashboard) =>
  dashboard.panels.filter(({ type }) => type === 'table').map((panel) => ({ dashboard, panel })),
);

describe('a link on a cell', () => {
  test('leads to the dashboard of the service, with the time and the data source', () => {
    expect(toService).toEqual({
      title: 'Show the service',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
      url: '/d/istio-service?var-service=${__value.text}&${datasource:queryparam}&${__url_time_range}',
    });
  });

  test('leads to the dashboard of the workload in its namespace', () => {
    expect(toWorkload('source_workload_namespace').url).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
      '/d/istio-workload?var-namespace=${__data.fields.source_workload_namespace}&var-workload=${__value.text}&${datasource:queryparam}&${__url_time_range}',
    );
  });

  test('is on the tables of mesh, service and workload', () => {
    expect(
      tables.filter(({ panel }) => cellLinks(panel).length > 0).map(({ dashboard }) => dashboard.file),
    ).toEqual(tables.map(({ dashboard }) => dashboard.file));
    expect(new Set(tables.map(({ dashboard }) => dashboard.file))).toEqual(
      new Set(['mesh.json', 'service.json', 'workload.json']),
    );
  });

  test('sets variables that the other dashboard has', () => {
    for (const { panel } of tables) {
      for (const { url } of cellLinks(panel)) {
        const [, uid, query] = /^\/d\/([^?]+)\?(.*)$/.exec(url ?? '') ?? [];
        const target = all.find(({ json }) => json.uid === uid);
        const set = [...(query ?? '').matchAll(/var-(\w+)=/g)].map(([, name]) => name);
        expect(set).not.toEqual([]);
        expect(target?.variables).toEqual(expect.arrayContaining(set));
      }
    }
  });

  test('reads other cells of columns that the table has', () => {
    for (const { panel } of tables) {
      for (const { url } of cellLinks(panel)) {
        const fields = [...(url ?? '').matchAll(/__data\.fields\.(\w+)/g)].map(([, name]) => name);
        expect(Object.keys(columns(panel))).toEqual(expect.arrayContaining(fields));
      }
    }
  });
});

describe('a table', () => {
  test('has the same labels in each of its queries, all of them columns, so that their rows become one', () => {
    for (const { dashboard, panel } of tables) {
      const results = targetsOf({ ...dashboard, panels: [panel] }).map(
        ({ expr }) => read(filledIn(expr, dashboard)).result,
      );
      expect(results.length).toBeGreaterThan(1);
      expect(results).toEqual(results.map(() => results[0]));
      expect(Object.keys(columns(panel)).slice(0, results[0]?.length)).toEqual(results[0]);
    }
  });
});

test('the menu finds the dashboards by their tag and keeps time and variables', () => {
  expect(dashboardMenu()).toEqual({
    title: 'Istio dashboards',
    type: 'dashboards',
    tags: ['istio'],
    asDropdown: true,
    includeVars: true,
    keepTime: true,
    targetBlank: false,
    icon: '',
    tooltip: '',
  });
});

test('a variable that the menu hands on means the same where it arrives', () => {
  const meaning = new Map<string, unknown>();
  for (const { json } of all) {
    for (const { name, type, label, multi, includeAll, query } of json.templating.list ?? []) {
      const asked = typeof query === 'string' ? query : /, (\w+)\)$/.exec(query?.query ?? '')?.[1];
      const here = { type, label, multi, includeAll, asked };
      expect({ name, ...here }).toEqual({ name, ...((meaning.get(name) as object) ?? here) });
      meaning.set(name, here);
    }
  }
  expect(meaning.size).toBeGreaterThan(10);
});
