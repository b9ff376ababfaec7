import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `schemas/envoy.json`: what Envoy's configuration is made of, as this Istio knows it. */
export interface EnvoyTypes {
  /** The names of the values of each enumeration. */
  readonly enums: readonly (readonly string[])[];
  /**
   * The fields of each message by its full name: `string`, `enum 3`, `list message 17`, `map string bool`, where
   * numbers are places in this file.
   */
  readonly messages: Readonly<Record<string, Fields>>;
}

/** Fields by the name that Envoy's files give them (`connect_timeout`). */
export type Fields = Readonly<Record<string, string>>;

/** A message that a patch may hold. */
export interface EnvoyMessage {
  readonly name: string;
  /** The types of its fields, under both of their names: `connect_timeout` and `connectTimeout`. */
  readonly fields: ReadonlyMap<string, string>;
  /** The second name of a field under its first: it is read where both are written. */
  readonly jsonNames: ReadonlyMap<string, string>;
}

let types: EnvoyTypes | undefined;
let names: readonly string[] = [];
const messages = new Map<string, EnvoyMessage>();

/** Read when the first patch is met: other kinds do not need it. */
function load(): EnvoyTypes {
  if (types === undefined) {
    const file = join(__dirname, '../../../../schemas/envoy.json');
    types = JSON.parse(readFileSync(file, 'utf8')) as EnvoyTypes;
    names = Object.keys(types.messages);
  }
  return types;
}

/** A message by its full name, such as `envoy.config.cluster.v3.Cluster`; undefined where there is none. */
export function messageNamed(name: string): EnvoyMessage | undefined {
  const known = messages.get(name);
  if (known !== undefined) return known;
  const all = load().messages;
  if (!Object.hasOwn(all, name)) return undefined;
  const fields = new Map<string, string>();
  const jsonNames = new Map<string, string>();
  for (const [field, type] of Object.entries(all[name] as Fields)) {
    const json = jsonName(field);
    fields.set(field, type).set(json, type);
    if (json !== field) jsonNames.set(field, json);
  }
  const message = { name, fields, jsonNames };
  messages.set(name, message);
  return message;
}

/** A message by its place. */
export function messageAt(place: number): EnvoyMessage {
  load();
  return messageNamed(names[place] as string) as EnvoyMessage;
}

/** The names of an enumeration's values. */
export function enumAt(place: number): readonly string[] {
  return load().enums[place] as readonly string[];
}

/** As protobuf writes a name in JSON. */
function jsonName(field: string): string {
  return field.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}
