import { basename, dirname, join } from 'node:path';
import { partsOf, readParts } from './yaml-text';

/** Whether a file is for kustomize alone: it may lack apiVersion and kind, and has no name. */
export function isKustomization(file: string): boolean {
  return ['kustomization.yaml', 'kustomization.yml'].includes(basename(file));
}

/**
 * The files that a kustomization changes objects by: parts of objects, settings, which no cluster takes as they are.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function filesWithoutObjects(file: string, text: string): string[] {
  const [reading] = readParts(partsOf(text));
  const [document] = reading?.kind === 'unreadable' ? [] : (reading?.documents ?? []);
  const of = (key: string): unknown[] => {
    const list = mapOf(document)[key];
    return Array.isArray(list) ? list : [];
  };
  const named = [
    ...of('patchesStrategicMerge'),
    ...of('configurations'),
    ...of('transformers'),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((key) => of(key).map((one) => mapOf(one).path)),
    ...of('helmCharts').map((chart) => mapOf(chart).valuesFile),
  ];
  return named
    .filter((path): path is string => typeof path === 'string' && !path.includes('\n'))
    .map((path) => join(dirname(file), path));
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
