/** The type of a value, as far as a chart's defaults and schema tell it. */
export type Shape = { readonly type: string } | { readonly keys: Readonly<Record<string, Shape>> };

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Table = { readonly [key: string]: Json };

/** What this reads of a JSON schema. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const freeForm: Shape = { type: 'FreeForm' };
const strings: Shape = { type: 'StringMap' };
const stringList: Shape = { type: 'readonly string[]' };

/**
 * What a name means wherever a chart uses it. A default alone can't tell it: `{}` is what a map of labels and a part
 * of a pod look like alike, `[]` is any list.
 */
const byName: readonly (readonly [RegExp, Shape])[] = [
  [/(labels|annotations)$/i, strings],
  [/^(nodeSelector|env|templates)$/, strings],
  [/^(resources|defaultResources)$/, { type: 'Resources' }],
  [/^(meshConfig|meshNetworks|gatewayClasses|affinity|strategy|updateStrategy)$/, freeForm],
  [/(securityContext|SecurityContext)$/, freeForm],
  [/^ports$/, { type: 'readonly ServicePortValue[]' }],
  [/^networkGatewayPorts$/, { type: "Readonly<Record<string, Omit<ServicePortValue, 'name'>>>" }],
  [/^targetMemoryUtilizationPercentage$/, { type: 'number' }],
  [/^(minAvailable|maxUnavailable|rollingMaxSurge|rollingMaxUnavailable)$/, { type: 'number | string' }],
  [/^(excludedCRDs|certSigners|revisionTags|ipFamilies|excludeNamespaces)$/, stringList],
  [/^(extraContainerArgs|defaultTemplates|loadBalancerSourceRanges|externalIPs)$/, stringList],
];

/** Secrets are named by a plain string, except in the chart `gateway`, whose schema says so. */
const imagePullSecrets: readonly [RegExp, Shape] = [/^imagePullSecrets$/, stringList];

/** The shape of a value named `key`, from its default and, where the chart has one, its schema. */
export function shapeOf(key: string, value: Json | undefined, schema: Schema | undefined): Shape {
  const names = schema === undefined ? [...byName, imagePullSecrets] : byName;
  const named = names.find(([name]) => name.test(key));
  if (named) return named[1];
  if (schema?.enum) return { type: schema.enum.map((member) => literal(member)).join(' | ') };
  if (isTable(value) || schema?.properties) return table(value, schema);
  if (Array.isArray(value) || schema?.type === 'array') return { type: `readonly ${element(value)}[]` };
  return { type: value === null || value === undefined ? fromSchema(schema) : typeof value };
}

function table(value: Json | undefined, schema: Schema | undefined): Shape {
  const defaults: Table = isTable(value) ? value : {};
  const names = [...new Set([...Object.keys(defaults), ...Object.keys(schema?.properties ?? {})])];
  if (names.length === 0) return freeForm;
  return {
    keys: Object.fromEntries(
      names.map((name) => [name, shapeOf(name, defaults[name], schema?.properties?.[name])]),
    ),
  };
}

function element(value: Json | undefined): string {
  const first = Array.isArray(value) ? (value as readonly Json[])[0] : undefined;
  return typeof first === 'string' ? 'string' : 'FreeForm';
}

const types: Readonly<Record<string, string>> = {
  integer: 'number',
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  null: 'null',
  object: 'FreeForm',
};

function fromSchema(schema: Schema | undefined): string {
  const named = [schema?.type ?? []].flat().map((type) => types[type] ?? 'unknown');
  return named.length === 0 ? 'unknown' : [...named].sort((a, b) => rank(a) - rank(b)).join(' | ');
}

function rank(type: string): number {
  return type === 'null' ? 1 : 0;
}

function literal(member: unknown): string {
  return typeof member === 'string' ? `'${member}'` : String(member);
}

function isTable(value: Json | undefined): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
