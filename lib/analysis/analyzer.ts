import type { FindingLevel } from '../diagnostics/finding';
import type { MeshKind } from '../model/mesh-kinds';
import type { MeshModel } from '../model/mesh-model';
import type { MeshObject } from '../model/mesh-object';
import type { RuleName } from './catalogue';

/** The way to a field of an object: names of fields, keys of maps, places in lists. */
export type Path = readonly (string | number)[];

/** What an analyzer tells; the catalogue says the rest. */
export interface Told {
  readonly rule: RuleName;
  /** @default - the first level of the rule */
  readonly level?: FindingLevel;
  /** The code of `istioctl analyze`. @default - the first of the rule */
  readonly code?: string;
  readonly about: MeshObject;
  readonly path: Path;
  /** What is wrong here, in the words of the user's manifests, and what happens to traffic. */
  readonly message: string;
  /** @default - what the rule says */
  readonly suggestion?: string;
  readonly also?: readonly MeshObject[];
}

/** The list of a model that an analyzer may read; what is derived of several kinds goes by its own name. */
export type Source = MeshKind | 'workloads' | 'services' | 'settings' | 'namespaces' | 'injectors';

/** One check, or several that look at the same things: pure, and linear in what it reads. */
export interface Analyzer {
  readonly rules: readonly RuleName[];
  /** What it reads of the model. */
  readonly reads: readonly Source[];
  analyze(model: MeshModel): Iterable<Told>;
}

/** The text of a path: `spec.http[0].match[1].headers[x-user]`. */
export function fieldOf(path: Path): string {
  let text = '';
  for (const [index, step] of path.entries()) {
    const isKey = path[index - 1] === 'labels' || path[index - 1] === 'annotations';
    if (typeof step === 'number' || isKey || !/^[A-Za-z_][\w-]*$/.test(step)) text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** The path that a text means, as {@link fieldOf} writes it. */
export function pathOf(field: string): (string | number)[] {
  const steps = field.matchAll(/\[(\d+)\]|\[([^\]]+)\]|([^.[\]]+)/g);
  return [...steps].map(([, index, key, name]) =>
    index === undefined ? ((key ?? name) as string) : Number(index),
  );
}

/** An object as a message names it: `Gateway demo/bookinfo`. */
export function shown({ kind, namespace, name }: Pick<MeshObject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Texts as a message lists them: `'a', 'b'`; of many only some. */
export function listed(texts: readonly string[], most = 5): string {
  const some = texts.slice(0, most).map((text) => `'${text}'`);
  return texts.length > most ? `${some.join(', ')} and ${texts.length - most} more` : some.join(', ');
}
