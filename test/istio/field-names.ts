import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigError } from '../../lib/diagnostics/error';
import { generatedFields } from './generated-fields';

/** A specimen as it was made: the name of its class, the class and the properties. */
export type Made = readonly [name: string, Class: unknown, props: unknown];

type Path = readonly (string | number)[];

/** For each kind the fields that specimens set, with the property that each hangs on. */
export function fieldNames(made: readonly Made[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const kinds = new Map<string, Map<string, string>>();
  for (const [name, Class, props] of made) {
    const whole = written(Class, props);
    if (whole === undefined) continue;
    const notation = notationOf(whole.kind);
    const all = leavesOf(whole.spec, notation);
    const names = kinds.get(name) ?? new Map<string, string>();
    kinds.set(name, names);
    // What is deeper comes last, and wins: it tells most.
    for (const path of pathsOf(props).sort((a, b) => a.length - b.length)) {
      for (const other of [without(props, path), ...changes(props, path)]) {
        const less = other === undefined ? undefined : written(Class, other);
        if (less === undefined) continue;
        const left = new Map(leavesOf(less.spec, notation).map(({ at, value }) => [at, value]));
        const hanging = all.filter(({ at, value }) => !left.has(at) || left.get(at) !== value);
        for (const { field } of hanging) names.set(field, shown(path));
      }
    }
  }
  return kinds;
}

/** The properties with another value at a path, of the kind that it has. */
function changes(props: unknown, path: Path): unknown[] {
  const value = path.reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], props);
  const others =
    typeof value === 'string'
      ? [`${value}b`, `b${value}`, 'b.example.com', '/b', '10.0.0.9', 'b']
      : typeof value === 'number'
        ? [value + 1, value - 1]
        : typeof value === 'boolean'
          ? [!value]
          : value instanceof Duration
            ? [Duration.seconds(77)]
            : [];
  return others.map((other) => put(props, path, other));
}

interface Written {
  readonly kind: string;
  readonly spec: unknown;
}

function written(Class: unknown, props: unknown): Written | undefined {
  const chart = new Chart(new App(), 'chart', { namespace: 'demo' });
  try {
    const { object } = new (Class as new (...args: unknown[]) => { object: { toJson(): Written } })(
      chart,
      'a',
      props,
    );
    return object.toJson();
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

type Notation = readonly [maps: ReadonlySet<string>, data: ReadonlySet<string>];

const notations = new Map<string, Notation>();

function notationOf(kind: string): Notation {
  const known = notations.get(kind);
  if (known) return known;
  const file = `${kind.replaceAll(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase()}.ts`;
  const imports = join(__dirname, '../../imports');
  const folder = readdirSync(imports).find(
    (group) => /istio\.io$/.test(group) && existsSync(join(imports, group, file)),
  );
  const fields = generatedFields(`${folder}/${file}`, `${kind}Spec`);
  const maps = fields.flatMap(({ path }) =>
    [...path.matchAll(/\{\}/g)].map(({ index }) => path.slice(0, index + 2)),
  );
  const notation: Notation = [
    new Set(maps),
    new Set(fields.filter(({ data }) => data).map(({ path }) => path)),
  ];
  notations.set(kind, notation);
  return notation;
}

interface Leaf {
  /** The field as the generated types have it. */
  readonly field: string;
  /** Where it stands in this object. */
  readonly at: string;
  readonly value: unknown;
}

function leavesOf(spec: unknown, [maps, data]: Notation, field = '', at = ''): Leaf[] {
  if (Array.isArray(spec)) {
    return spec.flatMap((part, index) => leavesOf(part, [maps, data], `${field}[]`, `${at}[${index}]`));
  }
  if (typeof spec !== 'object' || spec === null || data.has(field)) {
    return field === '' ? [] : [{ field, at, value: typeof spec === 'object' ? JSON.stringify(spec) : spec }];
  }
  return Object.entries(spec).flatMap(([key, part]) => {
    const step = maps.has(`${field}{}`) ? `${field}{}` : field === '' ? key : `${field}.${key}`;
    return leavesOf(part, [maps, data], step, `${at}.${key}`);
  });
}

function isData(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Construct.isConstruct(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** The ways to all properties; what is referred to is one. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value))
    return value.flatMap((part, index) => [[...at, index], ...pathsOf(part, [...at, index])]);
  if (!isData(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...at, key], ...pathsOf(part, [...at, key])]);
}

/** Without a property; an element of a list stays, as the others would take its place. */
function without(value: unknown, path: Path): unknown {
  return typeof path.at(-1) === 'number' ? undefined : put(value, path, undefined);
}

function put(value: unknown, [step, ...rest]: Path, part: unknown): unknown {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  const key = step as string | number;
  if (rest.length === 0 && part === undefined) {
    delete copy[key];
    return copy;
  }
  copy[key] = rest.length === 0 ? part : put((value as Record<string | number, unknown>)[key], rest, part);
  return copy;
}

/** A path with lists as `[]`; the keys that a user chooses can't be told from names. */
function shown(path: Path): string {
  return path
    .map((step) =>
      typeof step === 'number' ? '[]' : /^[a-zA-Z]\w*$/.test(step) ? `.${step}` : `['${step}']`,
    )
    .join('')
    .replace(/^\./, '');
}
