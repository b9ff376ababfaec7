import type { Histogram, Label, Series } from './metrics';

/** A comparison and its text, such as `=~5..`; the text may name the dashboard's variables. */
export type Matcher = `=${string}` | `!=${string}` | `=~${string}` | `!~${string}`;

/** Which of a metric's series are meant. */
export type Where<S extends Series> = { readonly [L in Label<S>]?: Matcher };

/** A PromQL expression. */
export type Expression = string;

function matchers(where: Readonly<Record<string, Matcher>>): string[] {
  return Object.entries(where).map(([label, matcher]) => {
    const [, operator, text] = /^(=~|!~|!=|=)(.*)$/s.exec(matcher) as RegExpExecArray;
    return `${label}${operator}"${text}"`;
  });
}

/** The series of one metric. A metric or label that Istio does not export does not compile. */
export function series<S extends Series>(name: S, where: Where<NoInfer<S>> = {}): Expression {
  const chosen = matchers(where as Record<string, Matcher>);
  return chosen.length === 0 ? name : `${name}{${chosen.join(', ')}}`;
}

/** The series of requests and of connections alike: a service may have either. */
export function anyTraffic(where: Where<'istio_tcp_connections_opened_total'> = {}): Expression {
  const either: readonly Series[] = ['istio_requests_total', 'istio_tcp_connections_opened_total'];
  return `{${[`__name__=~"${either.join('|')}"`, ...matchers(where as Record<string, Matcher>)].join(', ')}}`;
}

/** How much a counter grows per second, over at least four scrapes. */
export function rate<S extends Series>(name: S, where: Where<NoInfer<S>> = {}): Expression {
  return `rate(${series(name, where)}[$__rate_interval])`;
}

/** How much a counter grew over the whole time that the dashboard shows. */
export function increase<S extends Series>(name: S, where: Where<NoInfer<S>> = {}): Expression {
  return `increase(${series(name, where)}[$__range])`;
}

function aggregate(operator: string, what: Expression, by: readonly Label[]): Expression {
  return by.length === 0 ? `${operator}(${what})` : `${operator} by (${by.join(', ')}) (${what})`;
}

/** One series for each combination of the labels, or one in all. */
export function sum(what: Expression, by: readonly Label[] = []): Expression {
  return aggregate('sum', what, by);
}

/** The largest of each group. */
export function max(what: Expression, by: readonly Label[] = []): Expression {
  return aggregate('max', what, by);
}

/** The smallest of each group. */
export function min(what: Expression, by: readonly Label[] = []): Expression {
  return aggregate('min', what, by);
}

/** The greatest few, so that a legend stays readable in a large mesh. */
export function top(count: number, what: Expression): Expression {
  return `topk(${count}, ${what})`;
}

/** Shows nothing counted as 0 instead of as no data: right where no series means that nothing happened. */
export function orZero(what: Expression): Expression {
  return `${what} or vector(0)`;
}

/**
 * The part of the whole, 0 to 1. A whole of nothing has no part: it is left out instead of shown as NaN; a part
 * that was never counted is 0 of its whole.
 */
export function share(part: Expression, whole: Expression): Expression {
  return `(${part} or ${whole} * 0) / (${whole} > 0)`;
}

/** The value that a share of the observations (0 to 1, or a variable) stays below, in the histogram's unit. */
export function quantile<H extends Histogram>(
  q: number | `$${string}`,
  name: H,
  where: Where<`${H}_bucket`> = {},
  by: readonly Label[] = [],
): Expression {
  const buckets: Series = `${name}_bucket`;
  return `histogram_quantile(${q}, ${sum(rate(buckets, where), [...by, 'le'])})`;
}

/** The mean of a histogram's observations, in its unit. */
export function mean<H extends Histogram>(
  name: H,
  where: Where<`${H}_sum` | `${H}_count`> = {},
  by: readonly Label[] = [],
): Expression {
  const total: Series = `${name}_sum`;
  const count: Series = `${name}_count`;
  return `${sum(rate(total, where), by)} / (${sum(rate(count, where), by)} > 0)`;
}

/** How many series there are of each combination of the labels, or in all. */
export function present(what: Expression, by: readonly Label[] = []): Expression {
  return aggregate('count', what, by);
}

/** The values that a label has on some series, for a variable's list. */
export function labelValues(on: Expression, label: Label): string {
  return `label_values(${on}, ${label})`;
}
