import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { metrics, targetLabels } from '../../../lib/addons/dashboards/metrics';

/** A use of a label: where it stands, and on which metrics. */
export interface LabelUse {
  readonly label: string;
  readonly metrics: readonly string[];
}

/** What an expression says, read by Prometheus' own grammar. */
export interface Reading {
  /** The texts that the grammar has no place for. */
  readonly errors: readonly string[];
  readonly metrics: readonly string[];
  readonly labels: readonly LabelUse[];
  /** The labels that its series have in the end; `undefined` where they are all those of a metric. */
  readonly result: readonly string[] | undefined;
}

export function read(expr: string): Reading {
  const tree = parser.parse(expr);
  const errors: string[] = [];
  const labels: LabelUse[] = [];
  tree.iterate({
    enter(node) {
      if (node.type.isError) errors.push(expr.slice(Math.max(0, node.from - 20), node.to + 20));
      if (node.name === 'VectorSelector') {
        const names = metricsOf(node.node, expr);
        for (const { label } of matchersOf(node.node, expr)) {
          if (label !== '__name__') labels.push({ label, metrics: names });
        }
      }
      if (node.name === 'GroupingLabels') {
        const whole = enclosing(node.node, ['AggregateExpr', 'BinaryExpr']);
        for (const label of texts(node.node, 'LabelName', expr)) {
          labels.push({ label, metrics: whole === null ? [] : metricsOf(whole, expr) });
        }
      }
    },
  });
  const top = tree.topNode.firstChild;
  return {
    errors,
    labels,
    metrics: metricsOf(tree.topNode, expr),
    result: top === null ? [] : resultOf(top, expr),
  };
}

/** The labels that a series of this name can have; `undefined` where Istio exports no such series. */
export function labelsOf(series: string): readonly string[] | undefined {
  const [, histogram, part] = /^(.*)_(bucket|sum|count)$/.exec(series) ?? [];
  const all: Readonly<Record<string, { type: string; labels: readonly string[] } | undefined>> = metrics;
  const own = all[series];
  if (own !== undefined) return own.type === 'histogram' ? undefined : [...own.labels, ...targetLabels];
  const base = histogram === undefined ? undefined : all[histogram];
  if (base?.type !== 'histogram') return undefined;
  return [...base.labels, ...(part === 'bucket' ? ['le'] : []), ...targetLabels];
}

function enclosing(node: SyntaxNode, names: readonly string[]): SyntaxNode | null {
  let up = node.parent;
  while (up !== null && !names.includes(up.name)) up = up.parent;
  return up;
}

function descendants(node: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = node.name === name ? [node] : [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    found.push(...descendants(child, name));
  }
  return found;
}

function texts(node: SyntaxNode, name: string, expr: string): string[] {
  return descendants(node, name).map(({ from, to }) => expr.slice(from, to));
}

function matchersOf(selector: SyntaxNode, expr: string): { label: string; text: string }[] {
  return descendants(selector, 'UnquotedLabelMatcher').map((matcher) => ({
    label: texts(matcher, 'LabelName', expr)[0] ?? '',
    text: (texts(matcher, 'StringLiteral', expr)[0] ?? '').slice(1, -1),
  }));
}

/** The names that a part of the expression mentions, those in a `__name__` matcher included. */
function metricsOf(node: SyntaxNode, expr: string): string[] {
  const names = descendants(node, 'VectorSelector').flatMap((selector) => [
    ...texts(selector, 'Identifier', expr),
    ...matchersOf(selector, expr)
      .filter(({ label }) => label === '__name__')
      .flatMap(({ text }) => text.split('|')),
  ]);
  return [...new Set(names)];
}

function resultOf(node: SyntaxNode, expr: string): readonly string[] | undefined {
  switch (node.name) {
    case 'AggregateExpr': {
      const operator = expr.slice(node.from, node.getChild('AggregateOp')?.to ?? node.from);
      const body = node.getChild('FunctionCallBody');
      if (['topk', 'bottomk'].includes(operator)) return body?.lastChild ? lastArgument(body, expr) : [];
      const modifier = node.getChild('AggregateModifier');
      return modifier === null ? [] : texts(modifier, 'LabelName', expr);
    }
    case 'BinaryExpr':
    case 'ParenExpr': {
      const parts = node.name === 'ParenExpr' ? inner(node) : [node.firstChild];
      return parts[0] === null || parts[0] === undefined ? [] : resultOf(parts[0], expr);
    }
    case 'FunctionCall': {
      const body = node.getChild('FunctionCallBody');
      const labels = body === null || body.firstChild === null ? [] : lastArgument(body, expr);
      return expr.slice(node.from).startsWith('histogram_quantile')
        ? labels?.filter((label) => label !== 'le')
        : labels;
    }
    case 'NumberDurationLiteral':
      return [];
    default:
      return undefined;
  }
}

function inner(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

function lastArgument(body: SyntaxNode, expr: string): readonly string[] | undefined {
  const last = inner(body).at(-1);
  return last === undefined ? [] : resultOf(last, expr);
}
