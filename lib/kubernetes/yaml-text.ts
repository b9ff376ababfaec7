import { loadAll, YAMLException } from 'js-yaml';
import { asLines, holdsMerges, linesBefore, mayBeRefused, refusedByKubectl, type Told } from './yaml-refused';
import { kubectlSchema, mergingSchema } from './yaml-schema';
import { respelled } from './yaml-tokens';

/** A part of a file between two `---`, which is read by itself: one that can't be read does not stop the rest. */
export interface YamlPart {
  readonly text: string;
  /** The line of the file that it begins on; the first is 1. */
  readonly line: number;
}

/** What a part holds, or why it can't be read. */
export type YamlReading =
  | {
      readonly kind: 'documents';
      readonly documents: readonly unknown[];
      /** The part as it was read, where some of its lines had to be indented first. */
      readonly part: YamlPart;
      readonly told?: Told;
    }
  | { readonly kind: 'unreadable'; readonly problem: string; readonly line: number };

/** Beyond this neither the API server nor we follow what is nested. */
export const deepest = 500;

/** Beyond this what aliases stand for is a bomb; the API server's reader stops at a like number. */
const mostNodes = 1_000_000;

/** The parts of a text, split where kubectl splits it: at lines that begin with `---`. */
export function partsOf(text: string): YamlPart[] {
  const parts: YamlPart[] = [];
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (from < text.length) {
    let part = text.slice(from, markerAfter(text, from));
    let isNothing = isEmpty(part);
    // A directive belongs to the document below it.
    if (isNothing && /^%/m.test(part)) {
      part = text.slice(from, markerAfter(text, from + part.length));
      isNothing = isEmpty(part);
    }
    if (!isNothing) parts.push({ text: part, line });
    line += linesBefore(part, part.length);
    from += part.length;
  }
  return parts;
}

/** Whether there is nothing but comments, directives and markers. */
function isEmpty(part: string): boolean {
  return !/^(?![%#]|---\s*(?:#|$)|[ \r]*(?:#|$))/m.test(part);
}

/** Where the next document begins. */
function markerAfter(text: string, from: number): number {
  for (let at = text.indexOf('\n---', from); at >= 0; at = text.indexOf('\n---', at + 1)) {
    const next = text[at + 4];
    if (next === undefined || /[\s#]/.test(next)) return at + 1;
  }
  return text.length;
}

/** So many parts are read at once: to begin costs the library as much as a short document. */
const batch = 32;

/** Reads the documents of parts, each as if it were alone. */
export function readParts(parts: readonly YamlPart[]): YamlReading[] {
  const readings: YamlReading[] = [];
  for (let at = 0; at < parts.length; at += batch) {
    const some = parts.slice(at, at + batch);
    readings.push(...(readTogether(some) ?? some.map(readPart)));
  }
  return readings;
}

/** Reads parts of one document each at once; undefined where that is not sure to be what each alone would be. */
function readTogether(parts: readonly YamlPart[]): YamlReading[] | undefined {
  // Only a document of its own line can be told from the one before it.
  if (parts.some(({ text }, index) => index > 0 && !text.startsWith('---'))) return undefined;
  const whole = parts.map(({ text }) => text).join('');
  if (mayBeRefused(whole)) return undefined;
  try {
    const documents = loadAll(whole, options);
    if (documents.length !== parts.length) return undefined;
    return documents.map((document, index) => checked(parts[index] as YamlPart, [document]));
  } catch {
    return undefined;
  }
}

const options = { schema: kubectlSchema, maxDepth: deepest };

/** How many characters are read again at most for lines that kubectl takes where they stand. */
const mostAgain = 50e6;

/** What is longer is looked at once for words that kubectl's reader takes and this one does not. */
const longest = 1e5;

function readPart(given: YamlPart): YamlReading {
  const written = mayBeRefused(given.text) ? { ...given, text: asLines(given.text) } : given;
  let [part, indented] = [written, -1];
  let twice: Told | undefined;
  let isRespelled = given.text.length > longest;
  for (let again = 0; ; again += part.text.length) {
    try {
      const json = twice !== undefined;
      const read = loadAll(part.text, { ...options, json });
      const reading = checked(part, holdsMerges(part.text) ? merging(part.text) : read);
      return twice === undefined || reading.kind === 'unreadable' ? reading : { told: twice, ...reading };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const { reason, mark } = error;
      const line = mark?.line ?? 0;
      if (reason === 'duplicated mapping key' && twice === undefined) {
        const key = /^\s*(?:- +)*(.*?)\s*:(?:\s|$)/.exec(part.text.split('\n')[line] ?? '')?.[1] ?? '';
        const problem = `the key ${key} is written twice: kubectl takes what is written later`;
        twice = { kind: 'key-twice', problem, line: part.line + line };
        continue;
      }
      if (!isRespelled) {
        isRespelled = true;
        part = { ...part, text: respelled(part.text) };
        continue;
      }
      // Between brackets and quotes kubectl's reader asks for no indentation, such as of a `]` below its key.
      if (reason !== 'deficient indentation' || line <= indented || again > mostAgain)
        return { kind: 'unreadable', problem: reason, line: part.line + line };
      indented = line;
      part = { ...part, text: withIndented(part.text, line, deepestIn(written.text)) };
    }
  }
}

/** Read again, as what is merged is none of the keys that are written twice. */
function merging(text: string): unknown[] {
  return loadAll(text, { ...options, schema: mergingSchema, json: true });
}

/** More spaces than any line begins with. */
function deepestIn(text: string): string {
  let most = '';
  for (const [spaces] of text.matchAll(/^ +/gm)) if (spaces.length > most.length) most = spaces;
  return `${most}  `;
}

function withIndented(text: string, line: number, indentation: string): string {
  let at = 0;
  for (let above = 0; above < line; above++) at = text.indexOf('\n', at) + 1;
  return `${text.slice(0, at)}${indentation}${text.slice(at)}`;
}

function checked(part: YamlPart, documents: readonly unknown[]): YamlReading {
  const { text, line } = part;
  const hasAliases = text.includes('*') && /[\s[{:,]\*\S/.test(text);
  if (hasAliases && documents.some(isBomb)) {
    const problem = `its aliases stand for more than ${mostNodes} values or for themselves`;
    return { kind: 'unreadable', problem, line };
  }
  const told = refusedByKubectl(part, documents);
  return { kind: 'documents', documents, part, ...(told !== undefined && { told }) };
}

/** Reads a text of one document, such as a value of a ConfigMap; undefined where it is not YAML. */
export function readValue(text: string): unknown {
  const reading = readPart({ text, line: 1 });
  return reading.kind === 'documents' && reading.documents.length === 1 ? reading.documents[0] : undefined;
}

/** Whether following every alias of a value would take too long, or never end. */
function isBomb(document: unknown): boolean {
  const sizes = new Map<object, number>();
  const sizeOf = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    sizes.set(value, Number.POSITIVE_INFINITY);
    let size = 1;
    for (const one of Object.values(value)) size += sizeOf(one);
    sizes.set(value, size);
    return size;
  };
  return sizeOf(document) > mostNodes;
}
