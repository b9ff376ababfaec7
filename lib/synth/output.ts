import type { App } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { Identities } from './duplicates';
import { type OrderedApp, orderApp } from './ordered-app';
import type { ObjectFile, RenderedObject } from './render';
import { stableFiles } from './stable-files';
import { stockFiles } from './stock-files';
import { hasHalfCharacter, unwritableError } from './unwritable';
import { toYaml } from './yaml';

/** A folder of the output: the charts of an app, or finished files by name. */
export type Folder = App | { readonly [file: string]: string };

/**
 * The output as folders: `'.'` is the top level, every other key the path of a folder below it.
 * @example { '.': guide, addons, install: { 'istio-operator.yaml': text } }
 */
export interface Folders {
  readonly [folder: string]: Folder;
}

/** An object of the output and where it comes from. */
export interface PlacedObject extends RenderedObject {
  /** The file it is written to, relative to the output folder. */
  readonly file: string;
}

/** All that will be written, complete before the first byte of it is. */
export interface Output {
  /** The text of every file by its path relative to the output folder. */
  readonly files: ReadonlyMap<string, string>;
  /** How many objects each file holds; files that hold none are missing. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Sees every object of an output, once, before it is written. */
export type Inspect = (object: PlacedObject) => void;

/** The files of one app, named and filled as `App.synth()` does. */
export function outputOfApp(app: App, inspect: Inspect | undefined): Output {
  const ordered = orderApp(app);
  const { files, counts } = write(stockFiles(ordered), inspect);
  if (recordsMetadata(app)) files.set('construct-metadata.json', metadataOf(ordered));
  return { files, counts };
}

/**
 * The files of several folders, under names that stay.
 * @throws ConfigError for an object made twice, a cluster-scoped object in a namespace, a chart that would be
 *   applied too early, and a folder or file name that leads out of its folder
 */
export function outputOfFolders(folders: Folders, inspect: Inspect | undefined): Output {
  const objectFiles: ObjectFile[] = [];
  const plainFiles = new Map<string, string>();
  for (const [name, folder] of Object.entries(folders)) {
    rejectEscape(name, name === '.' ? [] : name.split('/'));
    if (isApp(folder)) {
      objectFiles.push(...stableFiles(orderApp(folder), name));
      continue;
    }
    for (const [file, text] of Object.entries(folder)) {
      rejectEscape(`${name}/${file}`, [file]);
      rejectHalfCharacter(`${name}/${file}`, text);
      plainFiles.set(name === '.' ? file : `${name}/${file}`, text);
    }
  }
  rejectSameButForCase([...objectFiles.map(({ file }) => file), ...plainFiles.keys()]);
  const identities = new Identities();
  const { files, counts } = write(objectFiles, (object) => {
    identities.add(object);
    inspect?.(object);
  });
  for (const [file, text] of plainFiles) files.set(file, text);
  return { files, counts };
}

/** Told by its being a construct: an app may come from another copy of cdk8s. */
export function isApp(value: App | Folders | Folder | undefined): value is App {
  return Construct.isConstruct(value);
}

function write(
  objectFiles: Iterable<ObjectFile>,
  inspect: Inspect | undefined,
): { files: Map<string, string>; counts: Map<string, number> } {
  const files = new Map<string, string>();
  const counts = new Map<string, number>();
  const owners = new Map<string, string>();
  for (const { file, objects } of objectFiles) {
    const documents: string[] = [];
    let owner = file;
    for (const object of objects) {
      inspect?.({ ...object, file });
      if (documents.length === 0) owner = object.path;
      documents.push(toYaml(object.manifest, object.path));
    }
    const text = documents.join('---\n');
    if (files.has(file) && files.get(file) !== text) throw sharedFile(file, owner, owners.get(file));
    files.set(file, text);
    owners.set(file, owner);
    if (documents.length > 0) counts.set(file, documents.length);
  }
  return { files, counts };
}

/** What differs in case alone is one file on macOS and Windows; `dist/` is the same on every machine. */
function rejectSameButForCase(files: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    const first = seen.get(file.toLowerCase());
    if (first !== undefined && first !== file) {
      throw new ConfigError({
        at: file,
        problem: 'the names of two files differ in upper and lower case only',
        got: [first, file],
        instead: 'give one of the two another name',
      });
    }
    seen.set(file.toLowerCase(), file);
  }
}

/** cdk8s would let the second overwrite the first, and lose its objects. */
function sharedFile(file: string, owner: string, first: string | undefined): ConfigError {
  return new ConfigError({
    at: owner,
    problem: `its file is already written by '${first}'`,
    got: file,
    instead: 'give one of the two another name',
  });
}

function recordsMetadata(app: App): boolean {
  return (app as unknown as { readonly recordConstructMetadata?: boolean }).recordConstructMetadata === true;
}

/** What cdk8s' validation plugins read; it knows objects by their names alone. */
function metadataOf({ charts }: OrderedApp): string {
  const resources: Record<string, { path: string }> = {};
  for (const { objects } of charts) {
    for (const { name, node } of objects) resources[name] = { path: node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}

function rejectEscape(path: string, segments: readonly string[]): void {
  if (
    segments.every((segment) => /^[^/\\\p{Cc}\p{Cs}]+$/u.test(segment) && segment !== '.' && segment !== '..')
  )
    return;
  throw new ConfigError({
    at: { node: { path: 'synthesize' } },
    problem: 'a folder or file name must stay inside the output folder',
    got: path,
    instead:
      "write 'addons' or 'addons/dashboards' for a folder, '.' for the top level, and plain file names",
  });
}

/** Written as UTF-8 it would become another character. */
function rejectHalfCharacter(file: string, text: string): void {
  if (hasHalfCharacter(text)) throw unwritableError({ [file]: text }, 'synthesize');
}
