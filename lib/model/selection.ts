import { carries } from '../kubernetes/label-selector';
import type { Labels } from '../values/labels';

/** What carries labels in a namespace. */
interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Finds what carries labels without looking at everything: by one pair of them in one namespace. */
export interface LabelIndex<T extends Labelled> {
  /** Those of a namespace, or of all, that carry all of the labels; no labels select each. */
  select(wanted: Labels, namespace?: string): readonly T[];
}

export function labelIndex<T extends Labelled>(all: readonly T[]): LabelIndex<T> {
  const everywhere = new Map<string, T[]>();
  const byNamespace = new Map<string, Map<string, T[]>>();
  const whole = new Map<string, T[]>();
  for (const one of all) {
    const within = entry(byNamespace, one.namespace, () => new Map<string, T[]>());
    entry(whole, one.namespace, () => []).push(one);
    for (const [key, value] of Object.entries(one.labels)) {
      const pair = `${key}=${value}`;
      entry(everywhere, pair, () => []).push(one);
      entry(within, pair, () => []).push(one);
    }
  }
  return {
    select(wanted, namespace) {
      const keys = Object.keys(wanted);
      const index = namespace === undefined ? everywhere : byNamespace.get(namespace);
      if (keys.length === 0) return namespace === undefined ? all : (whole.get(namespace) ?? []);
      const lists = keys.map((key) => index?.get(`${key}=${wanted[key]}`) ?? []);
      const shortest = lists.reduce((best, next) => (next.length < best.length ? next : best));
      return keys.length === 1 ? shortest : shortest.filter(({ labels }) => carries(labels, wanted));
    },
  };
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
