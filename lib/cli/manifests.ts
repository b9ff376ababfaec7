import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ConfigError } from '../diagnostics/error';
import type { KubernetesObject } from '../kubernetes/identity';

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

/**
 * Reads the folders of `dist/` in the order in which they are applied: the guide itself, the add-ons, the checks
 * and, where asked for, the Argo CD applications. A folder that is not there is left out.
 *
 * @throws ConfigError where there is no `dist/` or a file of it is not YAML
 */
export function readManifests(dist: string, options: { readonly argocd: boolean }): ManifestFolder[] {
  // Last what makes the applications of `argocd/applications`: a clean-up goes the other way round.
  const folders = ['.', 'addons', 'checks', ...(options.argocd ? ['argocd/applications', 'argocd'] : [])]
    .map((name) => join(dist, name))
    .filter((folder) => existsSync(folder))
    .map((folder) => ({ folder, manifests: readFolder(folder) }));
  if (folders.every(({ manifests }) => manifests.length === 0)) {
    throw new ConfigError({
      problem: 'there are no manifests',
      got: dist,
      instead: 'run npm run synth first, or name the folder with --dist',
    });
  }
  return folders;
}

function readFolder(folder: string): Manifest[] {
  // kubectl apply -f <folder> takes the same files in the same order.
  const names = readdirSync(folder).filter((name) => /\.(yaml|yml|json)$/.test(name));
  return names.sort().flatMap((name) => readFile(join(folder, name)));
}

function readFile(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new ConfigError({
        at: file,
        problem: 'not YAML',
        got: error.message.split('\n')[0],
        instead: 'run npm run synth again',
      });
    }
    const object: unknown = document.toJS();
    return objectsOf(object).map((one) => ({ file, object: checked(file, one) }));
  });
}

function objectsOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  const { kind, items } = value as { readonly kind?: unknown; readonly items?: unknown };
  return kind === 'List' && Array.isArray(items) ? items : [value];
}

function checked(file: string, value: unknown): KubernetesObject {
  const object = value as Partial<KubernetesObject>;
  if (object.apiVersion && object.kind && object.metadata?.name) return object as KubernetesObject;
  throw new ConfigError({
    at: file,
    problem: 'not a Kubernetes object',
    got: value,
    instead: 'every document needs apiVersion, kind and metadata.name',
  });
}
