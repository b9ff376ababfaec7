import { App, Chart } from 'cdk8s';
import { classKey, generatedClasses } from './generated-classes';

/** An object as YAML gives it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/**
 * Sends an object through its class, as a construct and as an inline manifest, and names the fields that come out
 * otherwise. The apiVersion is the class's own, which is the one difference that is allowed.
 */
export function lostFields(manifest: Manifest): string[] {
  const generated = generatedClasses.get(classKey(manifest));
  if (generated === undefined) return ['imports/ has no class for this kind'];
  const { apiVersion: _, kind: __, ...props } = manifest;
  const expected = { ...manifest, apiVersion: generated.GVK.apiVersion };
  const construct = new generated(new Chart(new App(), 'chart'), 'object', props).toJson();
  return [
    ...differing(expected, construct, 'new'),
    ...differing(expected, generated.manifest(props), 'manifest'),
  ];
}

function differing(before: unknown, after: unknown, path: string): string[] {
  if (Object.is(before, after)) return [];
  if (!isParent(before) || !isParent(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [`${path}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differing(before[key], after[key], `${path}.${key}`),
  );
}

function isParent(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
