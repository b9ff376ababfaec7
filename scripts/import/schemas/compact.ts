import type { StoredRule, StoredSchema } from '../../../lib/validation/schema/stored-schema';
import { ruleName } from './rule-name';

/** A schema as a CRD or an OpenAPI document has it. */
export interface OpenApiSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[];
}

/** What the API server checks with these alone; descriptions, examples and hints for tools are left out. */
const kept = [
  'type',
  'required',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'nullable',
  'default',
] as const;

/** The formats that an API server checks in a custom resource; it ignores the others. */
const checkedInCrds: ReadonlySet<unknown> = new Set(['byte', 'date', 'date-time', 'ipv4', 'ipv6', 'uri']);

/** The parts of a CRD's schema that decide what an API server takes, and every rule that was met. */
export function compact(schema: OpenApiSchema, rules: Map<string, RuleUse>): StoredSchema {
  const node: Record<string, unknown> = {};
  for (const keyword of kept) if (schema[keyword] !== undefined) node[keyword] = schema[keyword];
  if (checkedInCrds.has(schema.format)) node.format = schema.format;
  if (schema['x-kubernetes-int-or-string'] === true) {
    node.intOrString = true;
    delete node.type;
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] === true) node.preserve = true;
  const listType = schema['x-kubernetes-list-type'];
  if (listType === 'map' || listType === 'set') node.listType = listType;
  if (listType === 'map') node.listMapKeys = schema['x-kubernetes-list-map-keys'];
  if (schema.properties !== undefined) {
    node.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, compact(property, rules)]),
    );
  }
  for (const keyword of ['items', 'additionalProperties', 'not'] as const) {
    const inner = schema[keyword];
    if (typeof inner === 'object' && inner !== null) node[keyword] = compact(inner as OpenApiSchema, rules);
    else if (inner === true) node[keyword] = true;
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const alternatives = schema[keyword] as readonly OpenApiSchema[] | undefined;
    if (alternatives && !(keyword === 'anyOf' && node.intOrString)) {
      node[keyword] = alternatives.map((alternative) => compact(alternative, rules));
    }
  }
  const own = ownRules(schema, rules);
  if (own.length > 0) node.rules = own;
  return node;
}

/** Where a rule is used: the schemas of its `self`, which tell its translation what is always there. */
export interface RuleUse {
  readonly text: string;
  readonly on: OpenApiSchema[];
}

function ownRules(schema: OpenApiSchema, rules: Map<string, RuleUse>): StoredRule[] {
  return (schema['x-kubernetes-validations'] ?? [])
    .filter(({ rule }) => !comparesWithBefore(rule))
    .map(({ rule, message }) => {
      const text = rule.trim();
      const name = ruleName(text);
      const known = rules.get(name);
      if (known === undefined) rules.set(name, { text, on: [schema] });
      else known.on.push(schema);
      return [name, message ?? `failed rule: ${text}`];
    });
}

/** A rule about a change: a manifest alone has no earlier state, as an object that is created has none. */
function comparesWithBefore(rule: string): boolean {
  return /\boldSelf\b/.test(rule);
}
