import type { Labels } from '../values/labels';

/** A label selector as webhooks and workloads have it; an empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** Whether an object with all of `labels` also has all of `wanted`. */
export function carries(labels: Labels | undefined, wanted: Labels): boolean {
  return Object.keys(wanted).every((key) => labels?.[key] === wanted[key]);
}

/**
 * Whether a selector selects an object with these labels.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (!carries(labels, selector?.matchLabels ?? {})) return false;
  return (selector?.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const value = labels[key];
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}

/** Labels as kubectl writes them: `app=reviews,version=v1`. */
export function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
