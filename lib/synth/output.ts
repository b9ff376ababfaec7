import { type App, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigError } from '../error';
import { rejectDuplicates } from './duplicates';
import { orderApp } from './ordered-app';
import type { ObjectFile, RenderedObject } from './render';
import { stableFiles } from './stable-files';
import type { Ownership } from './stale-files';
import { stockFiles } from './stock-files';
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

/** All that will be written, complete before the first byte of it is. */
export interface Output {
  /** The text of every file by its path relative to the output folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Every object with its file and construct path, in the order of the files. */
  readonly objects: readonly PlacedObject[];
  readonly ownership: Ownership;
}

/** An object of the output and where it comes from. */
export interface PlacedObject extends RenderedObject {
  /** The file it is written to, relative to the output folder. */
  readonly file: string;
}

/** The files of one app, named and filled as `App.synth()` does. */
export function outputOfApp(app: App): Output {
  const ordered = orderApp(app);
  const output = toOutput(stockFiles(ordered), ownershipOf(app));
  if (!(app as unknown as { recordConstructMetadata?: boolean }).recordConstructMetadata) return output;
  const resources = Object.fromEntries(
    ordered.charts.flatMap(({ objects }) => objects.map(({ name, node }) => [name, { path: node.path }])),
  );
  const record = JSON.stringify({ version: '1.0.0', resources });
  return { ...output, files: new Map([...output.files, ['construct-metadata.json', record]]) };
}

/**
 * The files of several folders, under names that stay.
 * @throws ConfigError for an object made twice, a cluster-scoped object in a namespace, a chart that would be
 *   applied too early, and a folder or file name that leads out of its folder
 */
export function outputOfFolders(folders: Folders): Output {
  const objectFiles: ObjectFile[] = [];
  const plainFiles: [string, string][] = [];
  const appFolders = ['.'];
  for (const [name, folder] of Object.entries(folders)) {
    rejectEscape(name, name === '.' ? [] : name.split('/'));
    if (isApp(folder)) {
      appFolders.push(name);
      const ordered = orderApp(folder);
      objectFiles.push(...stableFiles(ordered, name));
      continue;
    }
    for (const [file, text] of Object.entries(folder)) {
      rejectEscape(`${name}/${file}`, [file]);
      plainFiles.push([name === '.' ? file : `${name}/${file}`, text]);
    }
  }
  rejectDuplicates(objectFiles);
  const output = toOutput(objectFiles, { extension: '.k8s.yaml', folders: appFolders, recorded: true });
  return { ...output, files: new Map([...output.files, ...plainFiles]) };
}

/** Told by its being a construct: an app may come from another copy of cdk8s. */
export function isApp(value: App | Folders | Folder | undefined): value is App {
  return Construct.isConstruct(value);
}

/** cdk8s' own ending is distinct enough to tell its files; one such as `.yaml` is not. */
function ownershipOf({ outputFileExtension, yamlOutputType }: App): Ownership {
  const distinct = /^\.[^./]+\.[^./]+$/.test(outputFileExtension);
  const inFolders = yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  return {
    extension: distinct ? outputFileExtension : undefined,
    folders: [inFolders ? '*' : '.'],
    recorded: false,
  };
}

function toOutput(objectFiles: readonly ObjectFile[], ownership: Ownership): Output {
  const files = new Map<string, string>();
  const owners = new Map<string, ObjectFile>();
  for (const objectFile of objectFiles) {
    const text = objectFile.objects.map(({ manifest }) => toYaml(manifest)).join('---\n');
    rejectSharedFile(objectFile, owners.get(objectFile.file), files.get(objectFile.file) === text);
    owners.set(objectFile.file, objectFile);
    files.set(objectFile.file, text);
  }
  const objects = objectFiles.flatMap(({ file, objects }) => objects.map((object) => ({ ...object, file })));
  return { files, objects, ownership };
}

function rejectSharedFile(second: ObjectFile, first: ObjectFile | undefined, sameText: boolean): void {
  if (first === undefined || sameText) return;
  throw new ConfigError({
    at: second.objects[0]?.path ?? second.file,
    problem: `the file is already written by '${first.objects[0]?.path}'`,
    got: second.file,
    instead: 'give one of the two another name',
  });
}

function rejectEscape(path: string, segments: readonly string[]): void {
  if (segments.every((segment) => /^[^/\\\0]+$/.test(segment) && segment !== '.' && segment !== '..')) return;
  throw new ConfigError({
    at: 'synthesize',
    problem: 'a folder or file name must stay inside the output folder',
    got: path,
    instead:
      "write 'addons' or 'addons/dashboards' for a folder, '.' for the top level, and plain file names",
  });
}
