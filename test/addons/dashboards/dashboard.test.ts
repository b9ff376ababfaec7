import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from '../../../lib/addons/dashboards/dashboard';
import { lines } from '../../../lib/addons/dashboards/panels';
import { columns, queriesOf, readDashboards } from './read-dashboard';

const all = readDashboards();

function place(panel: Panel | RowPanel) {
  return { title: panel.title, ...(panel.gridPos ?? { x: -1, y: -1, w: 0, h: 0 }) };
}

function panel(title: string, width: number) {
  return lines({ title, description: 'What it is.', unit: 'none', width, lines: [] });
}

describe('a dashboard', () => {
  test('puts panels in lines of 24 columns below the title of their row', () => {
    const { panels } = dashboard({
      uid: 'u',
      title: 'T',
      description: 'D.',
      variables: [],
      rows: [
        { title: 'first', panels: [panel('a', 16), panel('b', 8), panel('c', 24)] },
        { title: 'second', panels: [panel('d', 12)] },
      ],
    });
    expect((panels ?? []).map((one) => [one.id, one.title, one.gridPos])).toEqual([
      [1, 'first', { x: 0, y: 0, w: 24, h: 1 }],
      [2, 'a', { x: 0, y: 1, w: 16, h: 8 }],
      [3, 'b', { x: 16, y: 1, w: 8, h: 8 }],
      [4, 'c', { x: 0, y: 9, w: 24, h: 8 }],
      [5, 'second', { x: 0, y: 17, w: 24, h: 1 }],
      [6, 'd', { x: 0, y: 18, w: 12, h: 8 }],
    ]);
  });
});

describe.each(all)('the layout of $file', ({ json, panels }) => {
  const places = (json.panels ?? []).map(place);

  test('has no panels on top of one another', () => {
    const overlapping = places.flatMap((a, index) =>
      places
        .slice(index + 1)
        .filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
        .map((b) => [a.title, b.title]),
    );
    expect(overlapping).toEqual([]);
  });

  test('stays within 24 columns and fills every line', () => {
    expect(places.filter(({ x, w, h }) => x < 0 || w < 4 || h < 1 || x + w > 24)).toEqual([]);
    const lines = [...new Set(places.map(({ y }) => y))];
    const widths = lines.map((line) =>
      places.filter(({ y }) => y === line).reduce((sum, { w }) => sum + w, 0),
    );
    expect(widths).toEqual(lines.map(() => 24));
  });

  test('numbers its panels, each once', () => {
    const ids = (json.panels ?? []).map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
  });

  test('says of every panel what it is, in which unit', () => {
    for (const { title, description, fieldConfig } of panels) {
      expect(title).toMatch(/^\S.*\S$/);
      expect(description).toMatch(/^[A-Z].{10,}\.$/);
      expect(fieldConfig?.defaults.unit).toMatch(/\w/);
    }
  });

  test('has no two panels of one title in one row', () => {
    let row = '';
    const titles = (json.panels ?? []).map((one) => {
      if (one.type === 'row') row = one.title ?? '';
      return `${row}: ${one.title}`;
    });
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('says what stands in a number’s place without data', () => {
    for (const { fieldConfig } of panels.filter(({ type }) => type === 'stat')) {
      expect(fieldConfig?.defaults.noValue).toMatch(/\w/);
    }
  });

  test('gives every column of numbers in a table its title and unit', () => {
    for (const table of panels.filter(({ type }) => type === 'table')) {
      const properties = columns(table);
      for (const target of queriesOf(table)) {
        expect(properties[`Value #${target.refId}`]).toMatchObject({
          displayName: expect.stringMatching(/\w/),
          unit: expect.stringMatching(/\w/),
        });
      }
    }
  });
});
