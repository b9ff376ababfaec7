import { readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../diagnostics/error';
import { type Reading, readText } from './manifest';
import { type Recipe, recipeOf } from './recipe';

/** What to read, and how. */
export interface ManifestSources {
  /** Files and folders; `-` is standard input. Of a folder its `.yaml`, `.yml` and `.json`. */
  readonly paths: readonly string[];
  /** Also the folders below a folder. @default false */
  readonly recursive?: boolean;
  /** @default - reads the process's standard input to its end */
  readonly readStdin?: () => string;
}

/**
 * Reads manifests as `kubectl apply -f` takes them; a folder's files in the order of their names. What only
 * kustomize or Helm reads is passed over.
 *
 * @throws ConfigError where a file or folder is not there or can't be read
 */
export function readManifestFiles(sources: ManifestSources): Reading {
  const readings = sources.paths.flatMap((path) => {
    if (path === '-') return [readText((sources.readStdin ?? standardInput)())];
    const texts = filesOf(path, sources.recursive ?? false).map((file) => {
      const text = reading(file, () => textOf(file));
      return { file, text, recipe: recipeOf(file, text) };
    });
    const recipes = texts.flatMap(({ recipe }) => recipe ?? []);
    return texts
      .filter(({ file }) => file === path || !recipes.some(({ isPart }) => isPart(file)))
      .map(({ file, text, recipe }) => (recipe === undefined ? readText(text, file) : notYet(file, recipe)));
  });
  return {
    objects: readings.flatMap(({ objects }) => objects),
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
  };
}

function textOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  return text.startsWith(notUtf8) ? decoded(readFileSync(file)) : text;
}

/** What stands for bytes that are no UTF-8. */
const notUtf8 = '\uFFFD';

/** The text of bytes: UTF-8, or UTF-16 where they begin with its mark, as what PowerShell writes does. */
function decoded(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2);
  if (mark === 'fffe') return bytes.toString('utf16le');
  if (mark === 'feff')
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
}

/** What is told in place of manifests that are not made yet. */
function notYet(file: string, { problem, command }: Recipe): Reading {
  const instead = `${command} | npx cdk8s-istio analyze -f -`;
  const told = { file, line: 1, level: 'info', problem, instead, makesObjects: true } as const;
  return { objects: [], unreadable: [{ kind: 'no-object', ...told }] };
}

/**
 * All of standard input. A pipe whose other end takes its time, `kubectl get` say, has nothing to read yet where
 * something has asked for `process.stdin`: it no longer waits by itself then.
 */
function standardInput(): string {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.alloc(65_536);
    const length = readSome(part);
    if (length === 0) return decoded(Buffer.concat(parts));
    if (length === undefined) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    else parts.push(part.subarray(0, length));
  }
}

/** How many bytes were read, 0 at the end; undefined where there are none yet. */
function readSome(part: Buffer): number | undefined {
  try {
    return readSync(0, part);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return undefined;
    // On Windows a pipe ends so.
    if (code === 'EOF') return 0;
    throw error;
  }
}

function filesOf(path: string, recursive: boolean): string[] {
  if (!reading(path, () => statSync(path)).isDirectory()) return [path];
  const entries = reading(path, () => readdirSync(path, { withFileTypes: true }));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = join(path, entry.name);
      // A link to a folder is not followed: it may lead back to where it is.
      if (entry.isDirectory()) return recursive ? filesOf(below, true) : [];
      const isManifest = /\.(?:yaml|yml|json)$/.test(entry.name);
      return isManifest && reading(below, () => statSync(below)).isFile() ? [below] : [];
    });
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ConfigError({
      at: path,
      problem: "it can't be read",
      got: (error as NodeJS.ErrnoException).code ?? String(error),
      instead: 'name a file or a folder of manifests, or - for standard input',
    });
  }
}
