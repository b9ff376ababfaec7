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
  readonly props: object;
  readonly patches: readonly JsonPatch[];
  readonly metadata: MetadataInside;
}

interface MetadataInside {
  readonly name: unknown;
  readonly namespace: unknown;
  readonly annotations: unknown;
  readonly finalizers: unknown;
  readonly ownerReferences: unknown;
  readonly labels: unknown;
  readonly _additionalAttributes: object;
  toJson(): unknown;
}

function toJsonOnce(object: ApiObject, sortKeys: boolean): unknown {
  const { props, patches, metadata } = object as unknown as Inside;
  try {
    const data = { ...props, metadata: metadataJson(metadata) };
    const json = render(data, sortKeys ? sorted : unsorted) as Record<string, unknown>;
    const patched =
      patches.length === 0 ? json : (JsonPatch.apply(json, ...patches) as Record<string, unknown>);
    const result: Record<string, unknown> = {};
    for (const key of ['apiVersion', 'kind', 'metadata']) if (key in patched) result[key] = patched[key];
    for (const key of Object.keys(patched)) result[key] = patched[key];
    return result;
  } catch (error) {
    if (error === notInOnePass) return notInOnePass;
    throw new Error(
      `Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${error}`,
    );
  }
}

function metadataJson(metadata: MetadataInside): unknown {
  if (metadata.toJson !== stockMetadataToJson) return metadata.toJson();
  const { name, namespace, annotations, finalizers, ownerReferences, labels } = metadata;
  const own = { name, namespace, annotations, finalizers, ownerReferences, labels };
  return render({ ...metadata._additionalAttributes, ...own }, withoutEmpty);
}

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
  if (typeof value !== 'object' && typeof value !== 'function') return value;
  const { constructor: type, resolve } = value as Token;
  if (value instanceof Lazy) return render(value.produce(), style);
  if (typeof resolve === 'function') return render((value as { resolve(): unknown }).resolve(), style);
  if (type === Object) return renderMap(value as Record<string, unknown>, style);
  const union = (value as Token).value;
  if (typeof union === 'number' || typeof union === 'string') return { value: union };
  if (Array.isArray(value)) return renderList(value, style);
  if (typeof value === 'function') return value;
  const { name } = type as { name: string };
  if (name === 'Object') throw notInOnePass;
  throw new Error(`can't render non-simple object of type '${name}'`);
}

/** What makes cdk8s take an object for more than data. */
interface Token {
  readonly constructor: unknown;
  readonly resolve?: unknown;
  readonly value?: unknown;
}

function renderList(list: readonly unknown[], style: Style): unknown {
  if (style.dropEmpty && list.length === 0) return undefined;
  return list.map((item) => render(item, style));
}

function renderMap(map: Record<string, unknown>, style: Style): unknown {
  const keys = Object.keys(map);
  const result: Record<string, unknown> = {};
  let empty = true;
  if (!style.sortKeys || isSorted(keys)) {
    for (const key of keys) {
      const value = render(map[key], style);
      if (value === undefined) continue;
      result[key] = value;
      empty = false;
    }
    return style.dropEmpty && empty ? undefined : result;
  }
  // Values are resolved in the order that they were written in, and put down in the order of their keys.
  const values = new Map<string, unknown>();
  for (const key of keys) {
    const value = render(map[key], style);
    if (value !== undefined) values.set(key, value);
  }
  for (const key of [...values.keys()].sort()) result[key] = values.get(key);
  return style.dropEmpty && values.size === 0 ? undefined : result;
}

function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return false;
  }
  return true;
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
