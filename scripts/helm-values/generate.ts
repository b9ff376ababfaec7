import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ConfigError } from '../../lib/diagnostics/error';
import { type TypedChart, typedCharts } from './charts';
import { type Shape, shapeOf } from './shape';

/** Istio's charts keep their defaults below this key; users write them at the top. */
const defaultsKey = '_internal_defaults_do_not_set';

/**
 * The source of one TypeScript file a chart, by file name, from an Istio release folder.
 *
 * @throws ConfigError where the folder holds no charts
 */
export function valueTypes(releaseFolder: string): ReadonlyMap<string, string> {
  return new Map(
    typedCharts.map((chart) => {
      const folder = join(releaseFolder, 'manifests/charts', chart.folder);
      if (!existsSync(join(folder, 'values.yaml'))) {
        throw new ConfigError({
          problem: `there is no chart '${chart.name}' in the release folder`,
          got: releaseFolder,
          instead: 'name an unpacked Istio release, with manifests/charts in it',
        });
      }
      return [`${chart.name}.ts`, source(chart, shapeOfChart(chart, folder))];
    }),
  );
}

/** The keys that the chart in a folder knows, and what each holds. */
export function shapeOfChart(chart: TypedChart, folder: string): Shape {
  const values = parse(readFileSync(join(folder, 'values.yaml'), 'utf8'));
  const schemaFile = join(folder, 'values.schema.json');
  const schema = existsSync(schemaFile)
    ? JSON.parse(readFileSync(schemaFile, 'utf8')).$defs.values
    : undefined;
  if (schema) {
    delete schema.properties[defaultsKey];
    // Helm takes the whole object for valid; its members are in values.yaml.
    delete schema.properties.global;
  }
  const defaults = structuredClone(values[defaultsKey]);
  for (const [path, example] of Object.entries(chart.unlisted)) add(defaults, path.split('.'), example);
  return shapeOf('', defaults, schema);
}

function add(table: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) table[first] = value;
  else {
    table[first] ??= {};
    add(table[first] as Record<string, unknown>, rest, value);
  }
}

function source(chart: TypedChart, shape: Shape): string {
  const body = typeOf(shape, '');
  const used = ['FreeForm', 'Resources', 'ServicePortValue', 'StringMap'].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(body),
  );
  return [
    '// Generated from the chart by `npm run helm-values`; not edited by hand.',
    ...(used.length === 0 ? [] : [`import type { ${used.join(', ')} } from './value-types';`, '']),
    `/** What Istio's Helm chart \`${chart.name}\` knows; a name that is not here would be passed over in silence. */`,
    `export interface ${chart.type} ${body}`,
    '',
    '/** The same names and types for who writes values without types. */',
    `export const ${chart.name}Names = ${namesOf(shape, '')} as const;`,
    '',
  ].join('\n');
}

/** The names with their types as texts. */
function namesOf(shape: Shape, indent: string): string {
  if ('type' in shape) return shape.type.includes("'") ? `"${shape.type}"` : `'${shape.type}'`;
  const lines = Object.entries(shape.keys).map(([name, one]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
    return `${indent}  ${key}: ${namesOf(one, `${indent}  `)},`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function typeOf(shape: Shape, indent: string): string {
  if ('type' in shape) return shape.type;
  const lines = Object.entries(shape.keys).map(([name, one]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
    return `${indent}  readonly ${key}?: ${typeOf(one, `${indent}  `)};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
