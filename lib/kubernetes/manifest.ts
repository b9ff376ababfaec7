import { isMap, type KubernetesObject, whyNoObject } from './identity';
import { jsonStream } from './json-stream';
import { linesBefore, type Told } from './yaml-refused';
import { deepest, partsOf, readParts, type YamlPart } from './yaml-text';

/** Where an object was read: the text is kept, so that lines are looked up only for what is told of. */
export interface Origin {
  /** As the user named it; absent for standard input. */
  readonly file?: string;
  readonly part: YamlPart;
  /** Where the object is in its document: empty, or `['items', 3]` in a List. */
  readonly path: readonly (string | number)[];
}

/** An object, and where it was read. */
export interface ReadObject {
  readonly object: KubernetesObject;
  readonly origin: Origin;
}

/** A document that is no object. */
export interface Unreadable {
  readonly file?: string;
  /** Absent where it was not read, but made by a construct. */
  readonly line?: number;
  /** The path of that construct. */
  readonly construct?: string;
  /** Not YAML at all, YAML in which a key is lost, or YAML that is no Kubernetes object. */
  readonly kind: 'not-yaml' | 'key-twice' | 'no-object';
  readonly problem: string;
  /** @default - an error */
  readonly level?: 'info' | 'warning';
  /** What to do instead. @default - what is usual for the kind */
  readonly instead?: string;
  /** A program makes objects of it: more of these there are than were read. */
  readonly makesObjects?: true;
}

/** All that was read. */
export interface Reading {
  readonly objects: readonly ReadObject[];
  readonly unreadable: readonly Unreadable[];
}

/** Reads the objects of a text: YAML documents, JSON, Lists. What is no object is told and stops nothing. */
export function readText(text: string, file?: string): Reading {
  const objects: ReadObject[] = [];
  const unreadable: Unreadable[] = [];
  const named = file === undefined ? {} : { file };
  let isTemplate = false;
  for (const { part, documents, problem, line = 1, told } of documentsOf(text)) {
    if (told !== undefined)
      unreadable.push({ ...named, ...told, ...(told.kind === 'key-twice' && { level: 'warning' as const }) });
    if (problem !== undefined && part.text.includes('{{')) {
      // It is told once of the file, whatever it breaks.
      if (!isTemplate)
        unreadable.push({
          ...named,
          ...template,
          line: part.line + linesBefore(part.text, part.text.indexOf('{{')),
        });
      isTemplate = true;
    } else if (problem !== undefined) unreadable.push({ ...named, line, kind: 'not-yaml', problem });
    const add = (value: unknown, path: Origin['path']) => {
      const wrong = whyNoObject(value);
      if (wrong === undefined)
        objects.push({ object: value as KubernetesObject, origin: { ...named, part, path } });
      else
        unreadable.push({
          ...named,
          line: firstLine(part),
          kind: 'no-object',
          problem: wrong,
          ...forIstioctl(value, file),
        });
    };
    for (const document of documents) {
      if (document === null || document === undefined) continue;
      const items = itemsOf(document);
      if (items === undefined) add(document, []);
      else for (const [index, item] of items.entries()) add(item, ['items', index]);
    }
  }
  return { objects, unreadable };
}

/** What is told of text that becomes YAML only when Helm, or another program with templates of Go, has filled it in. */
const template = {
  kind: 'not-yaml',
  problem: 'it is a template with {{ }}, and no YAML before that is filled in',
  instead: 'judge what is made of it: helm template <chart> | npx cdk8s-istio analyze -f -',
  makesObjects: true,
} as const;

/** What `istioctl install -f` reads needs no name. */
function forIstioctl(value: unknown, file = '-'): Partial<Unreadable> {
  const isInput =
    isMap(value) && value.kind === 'IstioOperator' && `${value.apiVersion}`.startsWith('install.istio.io/');
  return isInput
    ? {
        level: 'info',
        problem: 'it is for istioctl, not for a cluster: what it installs is not judged',
        instead: `istioctl manifest generate -f ${file} | npx cdk8s-istio analyze -f -`,
      }
    : {};
}

interface Documents {
  readonly part: YamlPart;
  readonly documents: readonly unknown[];
  readonly problem?: string;
  readonly line?: number;
  readonly told?: Told | undefined;
}

function documentsOf(text: string): Documents[] {
  const json = /^\uFEFF?\s*[{[]/.test(text) ? readJson(text) : undefined;
  if (json !== undefined) return [json];
  if (!/^\uFEFF?\s*\{/.test(text)) return documentsOfYaml({ text, line: 1 });
  const { objects, rest } = jsonStream(text);
  const documents = objects.map(({ part, value }) => jsonDocument(part, value));
  if (objects.length < 2 || rest.text.trim() === '') return [...documents, ...documentsOfYaml(rest)];
  return [...documents, { part: rest, documents: [], line: firstLine(rest), problem: noYamlAfterJson }];
}

const noYamlAfterJson =
  'after two objects in JSON kubectl reads JSON alone: write --- after the first one too';

function documentsOfYaml({ text, line }: YamlPart): Documents[] {
  const parts = partsOf(text).map((part) => ({ ...part, line: part.line + line - 1 }));
  return readParts(parts).map((reading, index) => {
    const part = parts[index] as YamlPart;
    return reading.kind === 'unreadable'
      ? { part, documents: [], problem: reading.problem, line: reading.line }
      : { part: reading.part, documents: reading.documents, told: reading.told };
  });
}

/** JSON is YAML, but JSON.parse reads it ten times as fast; undefined where it is not JSON after all. */
function readJson(text: string): Documents | undefined {
  try {
    return jsonDocument({ text, line: 1 }, JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

function jsonDocument(part: YamlPart, value: unknown): Documents {
  if (!isTooDeep(value)) return { part, documents: [value] };
  return { part, documents: [], problem: `nested more than ${deepest} levels deep`, line: part.line };
}

function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > deepest) return true;
  for (const part of Object.values(value)) if (isTooDeep(part, depth + 1)) return true;
  return false;
}

/** The line of the first thing that is neither a comment nor empty. */
function firstLine({ text, line }: YamlPart): number {
  const lines = text.split('\n', 1000);
  const index = lines.findIndex((one) => !/^\s*(?:#.*|---\s*(?:#.*)?)?$/.test(one));
  return line + Math.max(0, index);
}

/** What a List holds; `kubectl get -o yaml` writes Lists, also of one kind (`PodList`). Undefined for what is none. */
function itemsOf(document: unknown): unknown[] | undefined {
  const { kind, apiVersion, items } = document as Readonly<Record<string, unknown>>;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return undefined;
  return items.map((value: unknown) => {
    const isTyped = kind !== 'List' && isMap(value) && value.kind === undefined;
    return isTyped ? { apiVersion, kind: kind.slice(0, -'List'.length), ...value } : value;
  });
}
