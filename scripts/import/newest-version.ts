import { ConfigError } from '../../lib/diagnostics/error';
import type { Crd, ServedVersion } from './crd';

/**
 * The version that a kind's class is generated at: the first one by Kubernetes' version priority
 * (`v1`, then `v1beta1`, then `v1alpha3`). One class may stand for the older served versions too only because
 * they have the same fields, so this is verified.
 *
 * @throws ConfigError when no version is served, or when two versions differ in more than their descriptions
 */
export function newestVersion(crd: Crd): ServedVersion {
  const [newest, ...older] = [...crd.versions].sort((a, b) => byPriority(a.name, b.name));
  if (newest === undefined) {
    throw new ConfigError({
      at: crd.at,
      problem: `${crd.kind} has no served version`,
      got: crd.versions,
      instead: 'give the CRDs of a release',
    });
  }
  for (const version of older) {
    const field = firstDifference(newest.schema, version.schema, []);
    if (field !== undefined) {
      throw new ConfigError({
        at: crd.at,
        problem: `${crd.kind} ${newest.name} and ${version.name} must have the same fields`,
        got: field,
        instead: 'teach scripts/import to generate a class for each version',
      });
    }
  }
  return newest;
}

/** Sorts version names as Kubernetes does: stable, beta, alpha; the higher number first; other names last. */
export function byPriority(a: string, b: string): number {
  const [left, right] = [priority(a), priority(b)];
  for (let i = 0; i < left.length; i++) {
    const difference = (right[i] as number) - (left[i] as number);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : Number(a > b);
}

const stabilities = { alpha: 1, beta: 2, stable: 3 };

function priority(version: string): readonly [stability: number, major: number, minor: number] {
  const parts = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (parts === null) return [0, 0, 0];
  return [
    stabilities[(parts[2] ?? 'stable') as keyof typeof stabilities],
    Number(parts[1]),
    Number(parts[3] ?? 0),
  ];
}

/** The path of the first place where two schemas differ, descriptions aside. */
function firstDifference(a: unknown, b: unknown, path: readonly string[]): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) return inWords(path);
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const prose = key === 'description' && typeof (a[key] ?? b[key]) === 'string';
    const field = prose ? undefined : firstDifference(a[key], b[key], [...path, key]);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** `spec.http[].retries` for `properties.spec.properties.http.items.properties.retries`. */
function inWords(path: readonly string[]): string {
  return path
    .filter((key) => key !== 'properties')
    .join('.')
    .replaceAll('.items', '[]');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
