import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every kind of Istio with its constructs, and the generated file that holds its fields. */
export const kinds = [
  ['Gateway', 'networking.istio.io/gateway.ts'],
  ['VirtualService', 'networking.istio.io/virtual-service.ts'],
  ['DestinationRule', 'networking.istio.io/destination-rule.ts'],
  ['ServiceEntry', 'networking.istio.io/service-entry.ts'],
  ['WorkloadEntry', 'networking.istio.io/workload-entry.ts'],
  ['WorkloadGroup', 'networking.istio.io/workload-group.ts'],
  ['Sidecar', 'networking.istio.io/sidecar.ts'],
  ['AuthorizationPolicy', 'security.istio.io/authorization-policy.ts'],
  ['PeerAuthentication', 'security.istio.io/peer-authentication.ts'],
  ['RequestAuthentication', 'security.istio.io/request-authentication.ts'],
  ['Telemetry', 'telemetry.istio.io/telemetry.ts'],
  ['EnvoyFilter', 'networking.istio.io/envoy-filter.ts'],
  ['WasmPlugin', 'extensions.istio.io/wasm-plugin.ts'],
  ['TrafficExtension', 'extensions.istio.io/traffic-extension.ts'],
  ['ProxyConfig', 'networking.istio.io/proxy-config.ts'],
] as const;

/** A field of a generated spec: its path (`http[].match[].uri.exact`, `{}` for a map's keys) and its enum's values. */
export interface GeneratedField {
  readonly path: string;
  readonly values: readonly string[];
  /** Whether it holds data of any form. */
  readonly data: boolean;
}

/** Reads the fields of a kind's spec from the types that `npm run import` generated, in a file of imports/. */
export function generatedFields(file: string, root: string): readonly GeneratedField[] {
  const source = readFileSync(join(__dirname, '../../imports', file), 'utf8');
  const interfaces = bodies(source, /export interface (\w+) \{\n([\s\S]*?)\n\}/g);
  const enums = bodies(source, /export enum (\w+) \{\n([\s\S]*?)\n\}/g);
  const fields: GeneratedField[] = [];

  const walk = (type: string, path: string): void => {
    for (const [, name, fieldType] of (interfaces.get(type) ?? '').matchAll(/readonly (\w+)\??: (.+);/g)) {
      visit(fieldType as string, path === '' ? (name as string) : `${path}.${name}`);
    }
  };
  const visit = (type: string, path: string): void => {
    const map = /^\{ \[key: string\]: (.+) \}$/.exec(type)?.[1];
    if (type.endsWith('[]')) visit(type.slice(0, -2), `${path}[]`);
    else if (map) visit(map, `${path}{}`);
    else if (interfaces.has(type)) walk(type, path);
    else fields.push({ path, values: values(enums.get(type)), data: type === 'any' });
  };

  walk(root, '');
  return fields;
}

function values(body = ''): readonly string[] {
  return [...body.matchAll(/= "(.+)"/g)].map(([, value]) => value as string);
}

function bodies(source: string, pattern: RegExp): ReadonlyMap<string, string> {
  return new Map([...source.matchAll(pattern)].map(([, name, body]) => [name as string, body as string]));
}

/**
 * The paths and values of all leaves of an object, in the same notation; a map's keys can't be told from fields, and
 * what holds data of any form is a leaf.
 */
export function leaves(
  value: unknown,
  maps: ReadonlySet<string>,
  data: ReadonlySet<string>,
  path = '',
): readonly (readonly [path: string, value: unknown])[] {
  if (Array.isArray(value)) return value.flatMap((element) => leaves(element, maps, data, `${path}[]`));
  if (typeof value !== 'object' || value === null || data.has(path)) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) =>
    leaves(child, maps, data, maps.has(`${path}{}`) ? `${path}{}` : path === '' ? key : `${path}.${key}`),
  );
}
