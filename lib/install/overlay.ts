/** A part of a values file or of a configuration: names to anything. */
export type Table = Readonly<Record<string, unknown>>;

/** One table laid over another the way Helm does it: tables within are joined, all else, lists too, is replaced. */
export function overlay<Below extends object, Above extends object>(
  below: Below,
  above: Above | undefined,
): Below & Above {
  const result: Record<string, unknown> = Object.fromEntries(Object.entries(below));
  for (const [name, value] of Object.entries(above ?? {})) {
    const under = result[name];
    result[name] = isTable(under) && isTable(value) ? overlay(under, value) : value;
  }
  return result as Below & Above;
}

/** The keys of a table that are not `undefined`; `undefined` itself where none is left, so that no empty table is written. */
export function unlessEmpty<T extends object>(
  table: {
    readonly [K in keyof T]: T[K] | undefined;
  },
): T | undefined {
  const entries = Object.entries(table).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T);
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
