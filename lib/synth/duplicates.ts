import { ConfigError } from '../error';
import type { RenderedObject } from './render';

/** Refuses two objects that a cluster would take for one: the second would overwrite the first. */
export class Identities {
  /** The construct path of each object. */
  private readonly seen = new Map<string, string>();

  /** @throws ConfigError naming the object and both construct paths when it was there before */
  public add({ manifest, path }: RenderedObject): void {
    const identity = identityOf(manifest);
    if (identity === undefined) return;
    const first = this.seen.get(identity);
    if (first === undefined) {
      this.seen.set(identity, path);
      return;
    }
    throw new ConfigError({
      at: path,
      problem: `the same object is already made at '${first}'`,
      got: identity,
      instead: 'make it once, or give one of the two another name or namespace',
    });
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
