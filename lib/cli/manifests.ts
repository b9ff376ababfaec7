import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, Verbatim } from '../diagnostics/error';
import type { KubernetesObject } from '../kubernetes/identity';
import { readManifestFiles } from '../kubernetes/manifest-files';
import { readObject } from './object-answer';

/** An object of `dist/`, and the file that it is in. */
export interface Manifest<T extends KubernetesObject = KubernetesObject> {
  readonly file: string;
  readonly object: T;
}

/** A folder of `dist/` that is applied as one. */
export interface ManifestFolder {
  readonly folder: string;
  readonly manifests: readonly Manifest[];
}

/** What synth writes of charts ends so; inputs of other tools, such as `install/istio-operator.yaml`, do not. */
const ofCharts = '.k8s.yaml';

/**
 * Reads the folders of `dist/` in the order in which they are applied: the top level, then every folder below it that
 * has files of charts, also those that a user has added to `synthesize`, and, where asked for, Argo CD's at the end.
 *
 * @throws ConfigError where there is no `dist/` or a file of it holds what is no object
 */
export function readManifests(dist: string, options: { readonly argocd: boolean }): ManifestFolder[] {
  const folders = foldersBelow(dist, '').map((name) => name.slice(1));
  const isArgocd = (name: string) => name === 'argocd' || name.startsWith('argocd/');
  // Last what makes the applications of `argocd/applications`: a clean-up goes the other way round.
  const argocd = folders.filter(isArgocd).reverse();
  const named = [
    '.',
    ...folders.filter((name) => name !== '' && !isArgocd(name)),
    ...(options.argocd ? argocd : []),
  ];
  const read = isFolder(dist)
    ? named.map((name) => ({ folder: join(dist, name), manifests: readFolder(join(dist, name)) }))
    : [];
  const filled = read.filter(({ manifests }) => manifests.length > 0);
  if (filled.length > 0) return filled;
  throw new ConfigError({
    problem: 'there are no manifests',
    got: dist,
    instead: 'run npm run synth first, or name the folder with --dist',
  });
}

/** The folder and those below it that have files of charts, in the order of their names. */
function foldersBelow(folder: string, name: string): string[] {
  const entries = entriesOf(folder);
  const below = entries
    // Neither a stage of synth nor, where the project itself is named, what npm has installed.
    .filter(({ name: below }) => !below.startsWith('.') && below !== 'node_modules')
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => foldersBelow(join(folder, entry.name), `${name}/${entry.name}`));
  return entries.some((entry) => !entry.isDirectory() && entry.name.endsWith(ofCharts))
    ? [name, ...below]
    : below;
}

function entriesOf(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // What can't be read is told of where it is the folder itself that is asked for.
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readFolder(folder: string): Manifest[] {
  const { objects, unreadable } = readManifestFiles({ paths: [folder] });
  const [wrong] = unreadable;
  if (wrong !== undefined) {
    throw new ConfigError({
      at: `${wrong.file}:${wrong.line}`,
      problem: wrong.problem,
      got: new Verbatim(wrong.kind === 'not-yaml' ? 'a text that is not YAML' : 'something else'),
      instead: 'run npm run synth again, or keep what is no manifest out of the folder',
    });
  }
  return objects.map(({ object, origin: { file = folder, path } }) => {
    const where = path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('');
    const place = {
      asked: file,
      path: where,
      instead: 'every object needs apiVersion, kind and metadata.name',
    };
    readObject(object, place);
    return { file, object };
  });
}
