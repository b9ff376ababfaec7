import type { Manifest } from '../release/release-folder';

/** A place where two objects don't say the same. */
export interface Difference {
  /** Kind and name of the object, such as `Service reviews`. */
  readonly object: string;
  /** The place within it, such as `spec.ports.0.port`; empty where one side has no such object. */
  readonly path: string;
  readonly ours: unknown;
  readonly upstream: unknown;
}

const missing = undefined;

/** Every place where our objects differ from upstream's, in the order of their names. */
export function differences(ours: readonly Manifest[], upstream: readonly Manifest[]): Difference[] {
  const [mine, theirs] = [byIdentity(ours), byIdentity(upstream)];
  return [...new Set([...mine.keys(), ...theirs.keys()])].sort().flatMap((object) => {
    const [left, right] = [mine.get(object), theirs.get(object)];
    if (left === undefined || right === undefined) {
      return [{ object, path: '', ours: left && 'present', upstream: right && 'present' }];
    }
    return below('', left, right).map((difference) => ({ object, ...difference }));
  });
}

function byIdentity(objects: readonly Manifest[]): Map<string, Manifest> {
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

function below(path: string, ours: unknown, upstream: unknown): Omit<Difference, 'object'>[] {
  if (isBranch(ours) && isBranch(upstream) && Array.isArray(ours) === Array.isArray(upstream)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(upstream)])].sort();
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
    return keys.flatMap((key) => below(at(key), ours[key] ?? missing, upstream[key] ?? missing));
  }
  // An object and none at all differ even where the object is empty: `emptyDir: {}` is a volume.
  return ours === upstream ? [] : [{ path, ours, upstream }];
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
