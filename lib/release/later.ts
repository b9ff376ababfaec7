import { groupOf } from '../kubernetes/identity';
import { gatewayApiHistory } from './gateway-api-history';
import { gatewayApiGroup } from './gateway-api-kinds';
import { istioHistory } from './istio-history';
import { minorOf } from './minor';

/** Something of an object of Istio or of the Gateway API that a release does not have. */
export interface Later {
  readonly what: 'kind' | 'apiVersion' | 'field' | 'value';
  /** Where in the object it is: `spec.trafficPolicy.retryBudget`, `kind`, `apiVersion`. */
  readonly path: string;
  readonly value: unknown;
  /** The release that brought it, such as `1.31`. */
  readonly since: string;
}

/** What may be later than a release: a field, the values of a field, or what lies in it. */
interface Part {
  since?: string;
  readonly parts: Map<string, Part>;
}

type Kinds = ReadonlyMap<string, Part>;

let ofIstio: Kinds | undefined;
let ofGatewayApi: Kinds | undefined;

/** Both have a kind Gateway. */
function kindsOf(apiVersion: string | undefined): Kinds {
  if (apiVersion !== undefined && groupOf(apiVersion) === gatewayApiGroup) {
    ofGatewayApi ??= read(gatewayApiHistory);
    return ofGatewayApi;
  }
  ofIstio ??= read(istioHistory);
  return ofIstio;
}

/**
 * What of an object came with a later release than `release`: its kind, its `apiVersion`, fields of its spec and values
 * of enumerations. What no release described here has is for the schema to find.
 *
 * @param object an object of Istio or of the Gateway API as it is written; without `apiVersion` it is Istio's
 */
export function laterThan(
  release: string,
  object: { readonly kind: string; readonly apiVersion?: string; readonly spec?: unknown },
): Later[] {
  const kind = kindsOf(object.apiVersion).get(object.kind);
  if (kind === undefined) return [];
  const isLater = ({ since }: Part): boolean => since !== undefined && minorOf(since) > minorOf(release);
  if (isLater(kind)) return [later('kind', 'kind', object.kind, kind)];
  const version = object.apiVersion === undefined ? undefined : kind.parts.get(object.apiVersion);
  return [
    ...(version !== undefined && isLater(version)
      ? [later('apiVersion', 'apiVersion', object.apiVersion, version)]
      : []),
    ...below(kind, object.spec, 'spec'),
  ];

  function below(part: Part, value: unknown, path: string): Later[] {
    if (value === undefined || value === null) return [];
    if (isLater(part)) return [later('field', path, value, part)];
    if (Array.isArray(value)) {
      const element = part.parts.get('[]');
      return element === undefined
        ? []
        : value.flatMap((one, index) => below(element, one, `${path}[${index}]`));
    }
    if (typeof value !== 'object') {
      const chosen = part.parts.get(`=${String(value)}`);
      return chosen !== undefined && isLater(chosen) ? [later('value', path, value, chosen)] : [];
    }
    const fields = value as Readonly<Record<string, unknown>>;
    const each = part.parts.get('{}');
    if (each !== undefined)
      return Object.keys(fields).flatMap((key) => below(each, fields[key], `${path}.${key}`));
    return [...part.parts].flatMap(([name, next]) =>
      Object.hasOwn(fields, name) ? below(next, fields[name], `${path}.${name}`) : [],
    );
  }
}

function later(what: Later['what'], path: string, value: unknown, { since }: Part): Later {
  return { what, path, value, since: since as string };
}

/** The release that brought a kind of Istio's; `undefined` for one that all releases have. */
export function sinceOf(kind: string): string | undefined {
  return kindsOf(undefined).get(kind)?.since;
}

function read(history: string): ReadonlyMap<string, Part> {
  const root = new Map<string, Part>();
  for (const line of history.trim().split('\n')) {
    const words = line.split(' ');
    const since = words.pop() as string;
    const [kind = '', path] = words;
    const names = path === undefined ? [] : path.includes('/') ? [path] : stepsOf(path);
    let part = partOf(root, kind);
    for (const name of names) part = partOf(part.parts, name);
    part.since = since;
  }
  return root;
}

/** `http[].mirrors` as `http`, `[]`, `mirrors`. */
function stepsOf(path: string): readonly string[] {
  return path.match(/\[\]|\{\}|=.*|[^.[{=]+/g) ?? [];
}

function partOf(parts: Map<string, Part>, name: string): Part {
  const known = parts.get(name);
  if (known !== undefined) return known;
  const part: Part = { parts: new Map() };
  parts.set(name, part);
  return part;
}
