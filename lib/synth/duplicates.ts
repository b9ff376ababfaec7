import { ConfigError } from '../error';
import type { ObjectFile, RenderedObject } from './render';

/**
 * Refuses two objects that a cluster would take for one: the second would overwrite the first.
 * @throws ConfigError naming the object and both construct paths
 */
export function rejectDuplicates(files: readonly ObjectFile[]): void {
  const seen = new Map<string, RenderedObject>();
  for (const { objects } of files) {
    for (const object of objects) {
      const identity = identityOf(object.manifest);
      if (identity === undefined) continue;
      const first = seen.get(identity);
      if (first !== undefined) {
        throw new ConfigError({
          at: object.path,
          problem: `the same object is already made at '${first.path}'`,
          got: identity,
          instead: 'make it once, or give one of the two another name or namespace',
        });
      }
      seen.set(identity, object);
    }
  }
}

/** Group, kind, namespace and name; versions of a kind are one object. */
function identityOf(manifest: unknown): string | undefined {
  const { apiVersion, kind, metadata } = (manifest ?? {}) as {
    apiVersion?: string;
    kind?: string;
    metadata?: { name?: string; namespace?: string };
  };
  if (metadata?.name === undefined) return undefined;
  const group = apiVersion?.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const namespace = metadata.namespace === undefined ? '' : `${metadata.namespace}/`;
  return `${kind}${group} ${namespace}${metadata.name}`;
}
