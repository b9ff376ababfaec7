import {
  ApiObject,
  ApiObjectMetadataDefinition,
  ImplicitTokenResolver,
  JsonPatch,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * What `ApiObject.toJson` of cdk8s gives, in one pass.
 *
 * cdk8s walks every object four times (it resolves and then sanitizes the metadata, and again the whole),
 * asks every resolver about every string, and copies the key path at each step. With its own resolvers alone
 * the outcome is the same without that. An app with resolvers of its own, and whatever else is not as
 * expected, is left to cdk8s.
 */

const stockToJson = ApiObject.prototype.toJson;
const stockMetadataToJson = ApiObjectMetadataDefinition.prototype.toJson;

/** The versions of cdk8s whose `toJson` was compared with this file, line by line. */
const comparedVersions: ReadonlySet<string> = new Set(['2.70.106']);

/** Whether this file knows the `toJson` of the cdk8s that is installed. */
export function knowsInstalledVersion(): boolean {
  const rtti = (ApiObject as unknown as Record<symbol, { version: string } | undefined>)[
    Symbol.for('jsii.rtti')
  ];
  return rtti !== undefined && comparedVersions.has(rtti.version);
}

/**
 * Renders with the one pass in place of cdk8s' four, also where a class calls `super.toJson()`, as the
 * generated ones do: for the time of `render` the method of `ApiObject` is replaced.
 */
export function withFastToJson<Result>(render: () => Result): Result {
  if (!knowsInstalledVersion() || ApiObject.prototype.toJson !== stockToJson) return render();
  const sortKeys = !process.env.CDK8S_DISABLE_SORT;
  ApiObject.prototype.toJson = function toJson(this: ApiObject): unknown {
    const json = hasStockResolvers(this) ? toJsonOnce(this, sortKeys) : notInOnePass;
    return json === notInOnePass ? stockToJson.call(this) : json;
  };
  try {
    return render();
  } finally {
    ApiObject.prototype.toJson = stockToJson;
  }
}

/** Thrown for data that cdk8s renders in its own way, such as objects of another realm. */
const notInOnePass = Symbol('not in one pass');

/** The fields of an object that its types keep to themselves. */
interface Inside {
  readonly props: Plain;
  readonly patches: readonly JsonPatch[];
  readonly metadata: MetadataInside;
}

interface MetadataInside {
  readonly name: unknown;
  readonly namespace: unknown;
  readonly annotations: Plain;
  readonly finalizers: readonly unknown[];
  readonly ownerReferences: readonly unknown[];
  readonly labels: Plain;
  readonly _additionalAttributes: object;
  readonly toJson: unknown;
}

function toJsonOnce(object: ApiObject, sortKeys: boolean): unknown {
  const { props, patches, metadata } = object as unknown as Inside;
  const { apiVersion, kind } = object;
  if (props.apiVersion !== apiVersion || props.kind !== kind) return notInOnePass;
  if (metadata.toJson !== stockMetadataToJson) return notInOnePass;
  try {
    // Rendering the metadata again with the rest, as cdk8s does, changes nothing.
    const json = { apiVersion, kind, metadata: metadataJson(metadata) };
    const { apiVersion: _, kind: __, metadata: ___, ...rest } = props;
    Object.assign(json, renderMap(rest, sortKeys ? sorted : unsorted));
    return patches.length === 0 ? json : patched(json, patches);
  } catch (error) {
    if (error === notInOnePass) return notInOnePass;
    throw new Error(
      `Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${error}`,
    );
  }
}

function patched(json: object, patches: readonly JsonPatch[]): unknown {
  const all = JsonPatch.apply(json, ...patches) as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const key of ['apiVersion', 'kind', 'metadata', ...Object.keys(all)]) {
    if (key in all) result[key] = all[key];
  }
  return result;
}

function metadataJson(metadata: MetadataInside): unknown {
  const { name, namespace, annotations, finalizers, ownerReferences, labels } = metadata;
  if (isUsual(metadata)) {
    const written = renderMap(labels, withoutEmpty);
    const usual: Plain = written === undefined ? { name } : { labels: written, name };
    if (namespace !== undefined) usual.namespace = namespace;
    return usual;
  }
  const own = { name, namespace, annotations, finalizers, ownerReferences, labels };
  return renderMap({ ...metadata._additionalAttributes, ...own }, withoutEmpty);
}

/** Whether an object has a name and labels, perhaps a namespace, and nothing else; most have. */
function isUsual(metadata: MetadataInside): boolean {
  const { name, namespace, annotations, finalizers, ownerReferences, _additionalAttributes } = metadata;
  if (typeof name !== 'string' || (namespace !== undefined && typeof namespace !== 'string')) return false;
  if (finalizers.length + ownerReferences.length + Object.keys(annotations).length > 0) return false;
  return Object.keys(_additionalAttributes).every((key) => usualFields.has(key));
}

const usualFields: ReadonlySet<string> = new Set([
  'annotations',
  'finalizers',
  'labels',
  'name',
  'namespace',
  'ownerReferences',
]);

interface Style {
  readonly sortKeys: boolean;
  readonly dropEmpty: boolean;
}
const sorted: Style = { sortKeys: true, dropEmpty: false };
const unsorted: Style = { sortKeys: false, dropEmpty: false };
const withoutEmpty: Style = { sortKeys: true, dropEmpty: true };

/** Resolves a value and everything in it, and leaves out what is nothing. */
function render(value: unknown, style: Style): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return typeof value === 'function' ? renderToken(value, style) : value;
  if (Object.getPrototypeOf(value) === Object.prototype) return renderMap(value as Plain, style);
  return renderToken(value, style);
}

/** An object that cdk8s asks whether it stands for something else. */
function renderToken(value: Token & object, style: Style): unknown {
  if (value instanceof Lazy) return render(value.produce(), style);
  if (typeof value.resolve === 'function') return render(value.resolve(), style);
  if (typeof value.value === 'number' || typeof value.value === 'string') return { value: value.value };
  if (Array.isArray(value)) return renderList(value, style);
  if (typeof value === 'function') return value;
  // The like of a plain object, from another realm or without a prototype.
  if (value.constructor?.name === undefined || value.constructor.name === 'Object') throw notInOnePass;
  throw new Error(`can't render non-simple object of type '${value.constructor.name}'`);
}

interface Token {
  readonly constructor?: { readonly name?: string };
  readonly resolve?: unknown;
  readonly value?: unknown;
}

type Plain = Record<string, unknown>;

function renderList(list: readonly unknown[], style: Style): unknown {
  if (style.dropEmpty && list.length === 0) return undefined;
  return list.map((item) => render(item, style));
}

/** Values are resolved in the order that they were written in, and put down in the order of their keys. */
function renderMap(map: Plain, style: Style): unknown {
  const result: Plain = {};
  let last = '';
  let ordered = true;
  let empty = true;
  for (const key in map) {
    // What some keys make of a map is left to cdk8s.
    if (key === 'resolve' || key === 'constructor' || key === '__proto__') throw notInOnePass;
    const value = render(map[key], style);
    if (value === undefined) continue;
    if (key < last) ordered = false;
    last = key;
    result[key] = value;
    empty = false;
  }
  if (empty && style.dropEmpty) return undefined;
  return ordered || !style.sortKeys ? result : withSortedKeys(result);
}

function withSortedKeys(map: Plain): Plain {
  const result: Plain = {};
  for (const key of Object.keys(map).sort()) result[key] = map[key];
  return result;
}

/** The resolvers that every app has, and no others. */
function hasStockResolvers({ node }: ApiObject): boolean {
  const { resolvers } = node.root as IConstruct & { readonly resolvers?: readonly object[] };
  return (
    resolvers?.length === 3 &&
    resolvers[0]?.constructor === LazyResolver &&
    resolvers[1]?.constructor === ImplicitTokenResolver &&
    resolvers[2]?.constructor === NumberStringUnionResolver
  );
}
