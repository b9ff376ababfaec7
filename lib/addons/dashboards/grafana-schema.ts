import type { Dashboard } from './grafana-types';

/**
 * The newest form of dashboards that a Grafana of this major version understands; it carries older ones forward by
 * itself, newer ones not at all.
 */
const schemas: readonly { readonly major: number; readonly schema: number }[] = [
  { major: 12, schema: 41 },
  { major: 11, schema: 39 },
  { major: 10, schema: 38 },
  { major: 9, schema: 36 },
];

/** From here on a table's cell is told how to look by `cellOptions`; before by `displayMode`. */
const cellOptions = 38;

/** The dashboard as a Grafana of this version reads it; the SDK writes the newest form. */
export function forGrafana(dashboard: Dashboard, major: number): Dashboard {
  const { schema } = schemas.find((row) => row.major <= major) ?? { schema: 36 };
  const fitting = { ...dashboard, schemaVersion: Math.min(schema, dashboard.schemaVersion) };
  return schema >= cellOptions ? fitting : (withDisplayModes(fitting) as Dashboard);
}

function withDisplayModes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDisplayModes);
  if (typeof value !== 'object' || value === null) return value;
  if ('id' in value && value.id === 'custom.cellOptions' && 'value' in value) {
    return { id: 'custom.displayMode', value: (value.value as { type: string }).type };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDisplayModes(inner)]));
}
