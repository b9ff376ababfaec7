import { dashboards, uids } from '../../../lib/addons/dashboards';
import { filledIn, grafana12, queriesOf, readDashboards, targetsOf } from './read-dashboard';

const all = readDashboards();

describe('the dashboards', () => {
  test('are five files', () => {
    expect(Object.keys(dashboards(grafana12))).toEqual([
      'control-plane.json',
      'mesh.json',
      'performance.json',
      'service.json',
      'workload.json',
    ]);
  });

  test('are the same text each time', () => {
    expect(dashboards(grafana12)).toEqual(dashboards(grafana12));
  });

  test('have sorted keys and end in a line feed', () => {
    const sortedKeys = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sortedKeys)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.keys(value)
                .sort()
                .map((key) => [key, sortedKeys((value as Record<string, unknown>)[key])]),
            )
          : value;
    for (const { text } of all) {
      expect(text).toBe(`${JSON.stringify(sortedKeys(JSON.parse(text)), undefined, 1)}\n`);
    }
  });

  test('fit in a ConfigMap that kubectl can apply, each by itself', () => {
    for (const { text } of all) expect(Buffer.byteLength(text)).toBeLessThan(150_000);
  });

  test('keep their addresses', () => {
    expect(uids).toEqual({
      mesh: 'istio-mesh',
      service: 'istio-service',
      workload: 'istio-workload',
      controlPlane: 'istio-control-plane',
      performance: 'istio-performance',
    });
    expect(all.map(({ json }) => json.uid).sort()).toEqual(Object.values(uids).sort());
  });

  test('can be edited, are found by their tag, and have no number of one Grafana', () => {
    for (const { json } of all) {
      expect(json).toMatchObject({
        editable: true,
        tags: ['istio'],
        description: expect.stringMatching(/\.$/),
      });
      expect(json).not.toHaveProperty('id');
      expect(json).not.toHaveProperty('version');
    }
  });

  test('name no data source but the one chosen', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
    const chosen = { type: 'prometheus', uid: '${datasource}' };
    for (const { json, panels } of all) {
      expect(json.templating.list?.[0]).toMatchObject({
        name: 'datasource',
        type: 'datasource',
        query: 'prometheus',
      });
      const named = [
        ...panels.flatMap((panel) => [
          panel.datasource,
          ...queriesOf(panel).map((query) => query.datasource),
        ]),
        ...(json.templating.list ?? [])
          .filter(({ type }) => type === 'query')
          .map(({ datasource }) => datasource),
      ];
      expect(named).toEqual(named.map(() => chosen));
    }
  });

  test('use no variable that they do not have', () => {
    for (const dashboard of all) {
      for (const { expr } of targetsOf(dashboard)) expect(filledIn(expr, dashboard)).not.toContain('$');
      for (const panel of dashboard.json.panels ?? [])
        expect(filledIn(panel.title ?? '', dashboard)).not.toContain('$');
    }
  });

  test('have no variable that nothing uses', () => {
    for (const { file, text, json } of all) {
      const withoutVariables = JSON.stringify({ ...json, templating: {} });
      const queries = (json.templating.list ?? []).map(({ query }) => JSON.stringify(query)).join();
      const unused = (json.templating.list ?? [])
        .map(({ name }) => name)
        .filter((name) => !new RegExp(`\\$\\{?${name}\\b`).test(withoutVariables + queries));
      expect({ file, unused }).toEqual({ file, unused: [] });
      expect(text).not.toContain('undefined');
    }
  });
});
