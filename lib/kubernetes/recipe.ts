import { basename, dirname, join, sep } from 'node:path';
import { partsOf, readParts } from './yaml-text';

/** A file by which another program makes manifests of files beside it. */
export interface Recipe {
  readonly problem: string;
  /** The command that makes them. */
  readonly command: string;
  /** Whether a file is only to be read by that program. */
  readonly isPart: (file: string) => boolean;
}

/** What kustomize or Helm makes manifests by; undefined for any other file. */
export function recipeOf(file: string, text: string): Recipe | undefined {
  switch (basename(file)) {
    case 'kustomization.yaml':
    case 'kustomization.yml':
      return kustomization(dirname(file), documentOf(text));
    case 'Chart.yaml':
      return isText(documentOf(text).name) ? chart(dirname(file)) : undefined;
    default:
      return undefined;
  }
}

/**
 * What only changes objects is none itself: patches, settings.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
function kustomization(folder: string, document: Fields): Recipe {
  const of = (key: string): unknown[] => {
    const list = document[key];
    return Array.isArray(list) ? list : [];
  };
  const named = [
    ...of('patchesStrategicMerge'),
    ...of('configurations'),
    ...of('transformers'),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((key) =>
      of(key).map((one) => fields(one).path),
    ),
    ...of('helmCharts').map((one) => fields(one).valuesFile),
  ];
  const files = named.filter(isText).filter((path) => !path.includes('\n'));
  const parts = new Set(files.map((path) => join(folder, path)));
  return {
    problem: 'it is for kustomize, not for a cluster: what it makes of the files here is not judged',
    command: `kubectl kustomize ${folder}`,
    isPart: (file) => parts.has(file),
  };
}

/**
 * Templates, values and other charts; CRDs are plain manifests.
 *
 * @see https://helm.sh/docs/topics/charts/#the-chart-file-structure
 */
function chart(folder: string): Recipe {
  const below = ['templates', 'charts'].map((name) => join(folder, name) + sep);
  return {
    problem: 'it is a chart of Helm, not for a cluster: what it makes of its templates is not judged',
    command: `helm template ${folder}`,
    isPart: (file) =>
      below.some((start) => file.startsWith(start)) ||
      (dirname(file) === folder && /^values\b.*\.(?:ya?ml|json)$/.test(basename(file))),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function documentOf(text: string): Fields {
  const [reading] = readParts(partsOf(text));
  return reading === undefined || reading.kind === 'unreadable' ? {} : fields(reading.documents[0]);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
