import type { ApplicationSpecIgnoreDifferences } from '../../imports/argoproj.io/application';
import type { KubernetesKind } from '../kubernetes/kubernetes-kind';
import type { AtLeastOne, NonEmpty } from '../values/non-empty';

/** The objects whose fields are left to others: all of a kind, or one by name. */
export interface ObjectsOfKind extends KubernetesKind {
  /** @default - all of this kind in the Application */
  readonly name?: string;
  /** @default - in any namespace */
  readonly namespace?: string;
}

/** The three ways to name fields; what any of them names is left alone. */
export interface LeftAlone {
  /** JSON pointers, such as `/spec/replicas`; a list is entered by number, such as `/webhooks/0/failurePolicy`. */
  readonly pointers: NonEmpty<`/${string}`>;
  /** jq paths, such as `.webhooks[]?.clientConfig.caBundle`. */
  readonly expressions: NonEmpty<`.${string}`>;
  /** Whoever wrote them, by field manager, such as `pilot-discovery`. */
  readonly managers: NonEmpty<string>;
}

/**
 * Fields that something in the cluster writes, and that Argo CD neither compares nor writes back.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export interface IgnoredDifference {
  readonly kind: 'ignored-difference';
  readonly objects: ObjectsOfKind;
  readonly fields: AtLeastOne<LeftAlone>;
}

export const IgnoredDifference = {
  /** Leaves fields of some objects to others. */
  of(objects: ObjectsOfKind, fields: AtLeastOne<LeftAlone>): IgnoredDifference {
    return { kind: 'ignored-difference', objects, fields };
  },
};

/** Writes ignored differences the way an Application holds them. */
export function renderIgnoredDifference(ignored: IgnoredDifference): ApplicationSpecIgnoreDifferences {
  const { group, kind, name, namespace } = ignored.objects;
  const { pointers, expressions, managers }: Partial<LeftAlone> = ignored.fields;
  return {
    ...(group !== '' && { group }),
    kind,
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    ...(pointers && { jsonPointers: [...pointers] }),
    ...(expressions && { jqPathExpressions: [...expressions] }),
    ...(managers && { managedFieldsManagers: [...managers] }),
  };
}
