import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minorOf } from '../../release/minor';
import type { Check, Rule, SchemaScope } from './check';
import type { SchemaIndex, SchemaRef, StoredKind, StoredSchema } from './stored-schema';

/** Who defines a kind, and so which releases its schemas have. */
export type Product = keyof SchemaIndex;

const folder = join(__dirname, '../../../schemas');
const prefixes: Readonly<Record<Product, string>> = {
  istio: '',
  'gateway-api': 'gateway-api-',
  kubernetes: 'kubernetes-',
};

/** Where Kubernetes' own types are, such as the metadata of every object. */
const kubernetes = 'kubernetes-1.34';

let index: SchemaIndex | undefined;
const files = new Map<string, KindFile>();

/** A kind as a release has it, with the checks that were made of it so far. */
export interface KindFile extends StoredKind {
  readonly schemas: SchemaScope;
}

/** What `schemas/` holds. */
export function schemaIndex(): SchemaIndex {
  index ??= JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as SchemaIndex;
  return index;
}

/** The kind as a release of its product has it; undefined where the release does not have it yet. */
export function kindOf(product: Product, release: string, kind: string): KindFile | undefined {
  const { kinds } = schemaIndex()[product];
  const row = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const since = row?.changedIn.findLast((changed) => minorOf(changed) <= minorOf(release));
  return since === undefined ? undefined : read(`${prefixes[product]}${since}`, kind);
}

/** The first release of a product that has a kind. */
export function firstReleaseOf(product: Product, kind: string): string | undefined {
  return schemaIndex()[product].kinds[kind]?.changedIn[0];
}

function read(release: string, kind: string): KindFile {
  const name = `${release}/${kind}.json`;
  const known = files.get(name);
  if (known !== undefined) return known;
  const stored = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as StoredKind;
  const file: KindFile = { ...stored, schemas: scopeOf(stored.shared, release === kubernetes) };
  files.set(name, file);
  return file;
}

function scopeOf(shared: readonly StoredSchema[], nullIsEmpty: boolean): SchemaScope {
  const scope: SchemaScope = {
    checks: new Map<StoredSchema, Check>(),
    resolve: (ref: SchemaRef) => {
      if (typeof ref === 'number') return { schema: shared[ref] as StoredSchema, scope };
      if (typeof ref !== 'string') return { schema: ref, scope };
      const other = read(kubernetes, ref);
      return other.schemas.resolve(other.versions.v1 as SchemaRef);
    },
    rule: (name) => ruleNamed(name),
    ...(nullIsEmpty && { nullIsEmpty: true as const }),
  };
  return scope;
}

function ruleNamed(name: string): Rule {
  const { rules } = require('../../../schemas/rules') as { rules: Readonly<Record<string, Rule>> };
  const rule = rules[name];
  if (rule === undefined) throw new Error(`schemas/rules.ts has no rule ${name}: run npm run import`);
  return rule;
}
