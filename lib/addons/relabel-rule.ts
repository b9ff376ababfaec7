import { refuse } from '../diagnostics/error';
import { expression } from '../values/expression';

/** The labels that a target is found with; their values are joined by `;` before they are compared. */
type From = readonly string[];

/**
 * One step in making a target to scrape out of what Prometheus has found. An expression must fit the whole value.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export type RelabelRule =
  | { readonly kind: 'keep' | 'drop'; readonly from: From; readonly matches: string }
  | {
      readonly kind: 'set';
      readonly label: string;
      readonly from: From;
      readonly matches: string;
      readonly to: string;
    }
  | { readonly kind: 'copy-labels'; readonly matches: string; readonly to: string }
  | { readonly kind: 'drop-labels'; readonly matches: string };

export const RelabelRule = {
  /** Only targets that fit go on. */
  keep: (from: From, matches: string) => checked({ kind: 'keep', from, matches }),

  /** Targets that fit are left out. */
  drop: (from: From, matches: string) => checked({ kind: 'drop', from, matches }),

  /**
   * Sets a label of the targets that fit; others keep what they have.
   *
   * @param options.to what it is set to, `$1` being the expression's first group
   */
  set: (label: string, from: From, options: { readonly matches?: string; readonly to?: string } = {}) =>
    checked({ kind: 'set', label, from, matches: options.matches ?? '(.+)', to: options.to ?? '$1' }),

  /** Copies every label whose name fits, to the name that the expression's groups make. */
  copyLabels: (matches: string, to = '$1') => checked({ kind: 'copy-labels', matches, to }),

  /** Takes away every label whose name fits. */
  dropLabels: (matches: string) => checked({ kind: 'drop-labels', matches }),
};

function checked(rule: RelabelRule): RelabelRule {
  refuse(undefined, expression(rule.matches));
  return rule;
}

/** An entry of `relabel_configs`. */
export interface RelabelConfig {
  readonly action: 'keep' | 'drop' | 'replace' | 'labelmap' | 'labeldrop';
  readonly regex: string;
  readonly source_labels?: readonly string[];
  readonly target_label?: string;
  readonly replacement?: string;
}

export function renderRelabelRule(rule: RelabelRule): RelabelConfig {
  const regex = rule.matches;
  switch (rule.kind) {
    case 'keep':
    case 'drop':
      return { action: rule.kind, source_labels: rule.from, regex };
    case 'set':
      return {
        action: 'replace',
        source_labels: rule.from,
        regex,
        target_label: rule.label,
        replacement: rule.to,
      };
    case 'copy-labels':
      return { action: 'labelmap', regex, replacement: rule.to };
    case 'drop-labels':
      return { action: 'labeldrop', regex };
    default:
      return rule satisfies never;
  }
}
