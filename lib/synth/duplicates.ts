import { ConfigError } from '../diagnostics/error';
import { identityOf } from '../kubernetes/identity';
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
