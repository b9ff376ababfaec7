import { dashboards } from '../../../lib/addons/dashboards';
import { forGrafana } from '../../../lib/addons/dashboards/grafana-schema';
import { meshDashboard } from '../../../lib/addons/dashboards/mesh';
import { grafana9, grafana12, readDashboards } from './read-dashboard';

describe('a dashboard for a Grafana', () => {
  test('is not newer than it understands', () => {
    const made = meshDashboard();
    expect([8, 9, 10, 11, 12, 13].map((major) => forGrafana(made, major).schemaVersion)).toEqual([
      36, 36, 38, 39, 41, 41,
    ]);
  });

  test('takes the version from the release’s image, and is for the newest where the image tells none', () => {
    expect(readDashboards(grafana9).map(({ json }) => json.schemaVersion)).toEqual([36, 36, 36, 36, 36]);
    expect(readDashboards(grafana12).map(({ json }) => json.schemaVersion)).toEqual([41, 41, 41, 41, 41]);
    expect(dashboards({ addons: { grafana: 'registry.example:5000/grafana@sha256:0' } })).toEqual(
      dashboards(grafana12),
    );
  });

  test('colours the cells of a table in the words of that Grafana', () => {
    const words = (release: typeof grafana12) =>
      readDashboards(release)
        .flatMap(({ panels }) => panels)
        .flatMap(({ fieldConfig }) => fieldConfig?.overrides ?? [])
        .flatMap(({ properties }) => properties)
        .filter(({ id }) => /custom\.(cellOptions|displayMode)/.test(id));
    const newer = words(grafana12);
    expect(newer.length).toBeGreaterThan(5);
    expect(newer).toEqual(newer.map(() => ({ id: 'custom.cellOptions', value: { type: 'color-text' } })));
    expect(words(grafana9)).toEqual(newer.map(() => ({ id: 'custom.displayMode', value: 'color-text' })));
  });

  test('differs in nothing else', () => {
    const made = meshDashboard();
    const without = (text: string) =>
      text.replaceAll(/"id":"custom\.(displayMode|cellOptions)","value":[^\]]*\]/g, '');
    expect(without(JSON.stringify({ ...forGrafana(made, 9), schemaVersion: 0 }))).toBe(
      without(JSON.stringify({ ...forGrafana(made, 12), schemaVersion: 0 })),
    );
  });
});
