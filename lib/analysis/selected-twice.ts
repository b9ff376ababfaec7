import { grouped } from '../model/grouped';
import type { MeshModel } from '../model/mesh-model';
import type { MeshObject } from '../model/mesh-object';
import type { Labels } from '../values/labels';
import { shown, type Told } from './analyzer';
import type { RuleName } from './catalogue';

/** A policy of which a workload obeys one only. */
export interface Selecting {
  readonly object: MeshObject;
  /** Undefined for the one of the whole namespace. */
  readonly selector: Labels | undefined;
}

/** Tells of policies of one kind that are for the same workload, or for the same namespace. */
export function* selectedTwice(
  model: MeshModel,
  policies: readonly Selecting[],
  names: { readonly whole: RuleName; readonly workload: RuleName; readonly field: string },
): Iterable<Told> {
  const path = ['spec', names.field];
  for (const [namespace, all] of grouped(policies, ({ object }) => object.namespace)) {
    const whole = all.filter(({ selector }) => selector === undefined);
    if (whole.length > 1) {
      for (const { object } of whole) {
        const others = whole.filter((one) => one.object !== object).map((one) => one.object);
        yield {
          rule: names.whole,
          about: object,
          path,
          message: `${others.map(shown).join(' and ')} ${others.length > 1 ? 'have' : 'has'} no selector either: of namespace ${namespace} only one is obeyed`,
          also: others,
        };
      }
    }
    yield* sharedWorkloads(model, all, names.workload, path);
  }
}

function* sharedWorkloads(
  model: MeshModel,
  policies: readonly Selecting[],
  rule: RuleName,
  path: Told['path'],
): Iterable<Told> {
  const told = new Set<MeshObject>();
  const pairs = policies.flatMap(({ object, selector }) =>
    selector === undefined
      ? []
      : model.workloadIndex.select(selector, object.namespace).map((workload) => ({ object, workload })),
  );
  for (const [workload, all] of grouped(pairs, (pair) => pair.workload)) {
    if (all.length < 2) continue;
    for (const { object } of all) {
      if (told.has(object)) continue;
      const others = all.filter((one) => one.object !== object).map((one) => one.object);
      told.add(object);
      yield {
        rule,
        about: object,
        path,
        message: `${others.map(shown).join(' and ')} ${others.length > 1 ? 'select' : 'selects'} ${shown(workload.object)} too: only one is obeyed`,
        also: [...others, workload.object],
      };
    }
  }
}
