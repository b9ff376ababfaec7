import type { EnvoyFilterSpecConfigPatchesPatch } from '../../../imports/networking.istio.io/envoy-filter';
import { fault, within } from '../../diagnostics/fault';
import { type Check, every, isPlain, kubernetesFields } from '../../values/check';
import { variants } from '../../values/shape';
import type { Plain } from '../resource';

/** A message of Envoy's API, or a part of one, in the names of its protobuf: `{ name: …, typed_config: { … } }`. */
export type EnvoyMessage = Readonly<Record<string, unknown>>;

/** A change that brings a message of Envoy's API. */
interface Bringing<Kind extends string> {
  readonly kind: Kind;
  readonly value: EnvoyMessage;
}

export type Merging = Bringing<'merge'>;
export type ListReplacing = Bringing<'merge-and-replace-list'>;
export type Adding = Bringing<'add'>;
export type Inserting = Bringing<'insert-first' | 'insert-before' | 'insert-after'>;
export type Replacing = Bringing<'replace'>;
export interface Removing {
  readonly kind: 'remove';
}

/** What is done to a part of Envoy's configuration; not every part takes every operation. */
export type PatchOperation = Merging | ListReplacing | Adding | Inserting | Replacing | Removing;

/**
 * The operations of an EnvoyFilter.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation
 */
export const EnvoyPatch = {
  /** Merges a message into what is there; lists grow. */
  merge: (value: EnvoyMessage): Merging => ({ kind: 'merge', value }),

  /** As `merge`, and lists are replaced. Istio 1.31 and newer; not for filters. */
  mergeAndReplaceList: (value: EnvoyMessage): ListReplacing => ({ kind: 'merge-and-replace-list', value }),

  /** Adds a message behind those that are there. */
  add: (value: EnvoyMessage): Adding => ({ kind: 'add', value }),

  /** Adds a message before those that are there. */
  insertFirst: (value: EnvoyMessage): Inserting => ({ kind: 'insert-first', value }),

  /** Adds a message before the one that is matched; before all, where none is named. */
  insertBefore: (value: EnvoyMessage): Inserting => ({ kind: 'insert-before', value }),

  /** Adds a message behind the one that is matched; behind all, where none is named. */
  insertAfter: (value: EnvoyMessage): Inserting => ({ kind: 'insert-after', value }),

  /** Puts a message in the place of the one that is matched. */
  replace: (value: EnvoyMessage): Replacing => ({ kind: 'replace', value }),

  /** Takes away what is matched. */
  remove: { kind: 'remove' } as Removing,
};

const message: Check<EnvoyMessage> = every(kubernetesFields, (value: EnvoyMessage) =>
  Object.keys(value).length === 0
    ? fault('the message says nothing', value, "write for example { name: 'envoy.filters.http.lua', … }")
    : undefined,
);

const bringing = { value: message };

const anyOperation = variants<PatchOperation>('a patch', {
  merge: bringing,
  'merge-and-replace-list': bringing,
  add: bringing,
  'insert-first': bringing,
  'insert-before': bringing,
  'insert-after': bringing,
  replace: bringing,
  remove: {},
});

/** One of the operations that istiod carries out on a part; it ignores the others. */
export function operationOn<T extends PatchOperation>(what: string, kinds: readonly T['kind'][]): Check<T> {
  const known: readonly unknown[] = kinds;
  return (value: T) => {
    const found = anyOperation(value);
    if (found || !isPlain(value) || known.includes(value.kind)) return found;
    return within(
      'kind',
      fault(`istiod ignores this operation on ${what}`, value.kind, `take one of ${kinds.join(', ')}`),
    );
  };
}

type Rendered = Plain<EnvoyFilterSpecConfigPatchesPatch>;

const operations = {
  merge: 'MERGE',
  'merge-and-replace-list': 'MERGE_AND_REPLACE_LIST',
  add: 'ADD',
  'insert-first': 'INSERT_FIRST',
  'insert-before': 'INSERT_BEFORE',
  'insert-after': 'INSERT_AFTER',
  replace: 'REPLACE',
  remove: 'REMOVE',
} as const satisfies Record<PatchOperation['kind'], Rendered['operation']>;

export function renderOperation(operation: PatchOperation): Rendered {
  const name = { operation: operations[operation.kind] };
  return operation.kind === 'remove' ? name : { ...name, value: operation.value };
}
