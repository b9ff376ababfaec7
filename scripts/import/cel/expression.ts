import { parse } from '@bufbuild/cel';

type Parsed = NonNullable<ReturnType<typeof parse>['expr']>;

/** A CEL expression, its macros told apart again: the parser expands them. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expression; readonly name: string; readonly test: boolean }
  | { readonly kind: 'list'; readonly entries: readonly Expression[] }
  | { readonly kind: 'empty map' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'macro';
      readonly name: 'all' | 'exists' | 'exists_one' | 'filter';
      readonly of: Expression;
      readonly variable: string;
      readonly body: Expression;
    };

/** Reads a CEL expression; a method's receiver is its first argument. */
export function expressionOf(text: string): Expression {
  return read(parse(text).expr as Parsed);
}

function read(parsed: Parsed): Expression {
  const { exprKind } = parsed;
  switch (exprKind.case) {
    case 'constExpr':
      return { kind: 'constant', value: constant(exprKind.value.constantKind) };
    case 'identExpr':
      return { kind: 'name', name: exprKind.value.name };
    case 'selectExpr': {
      const { operand, field, testOnly } = exprKind.value;
      return { kind: 'field', of: read(operand as Parsed), name: unescaped(field), test: testOnly };
    }
    case 'listExpr':
      return { kind: 'list', entries: exprKind.value.elements.map(read) };
    case 'structExpr':
      if (exprKind.value.entries.length > 0) throw new Error('the translation knows no map with entries');
      return { kind: 'empty map' };
    case 'callExpr': {
      const { function: name, target, args } = exprKind.value;
      return { kind: 'call', name, args: [...(target ? [target] : []), ...args].map(read) };
    }
    case 'comprehensionExpr':
      return macro(exprKind.value);
    default:
      throw new Error(`the translation knows no ${exprKind.case}`);
  }
}

function constant({ case: kind, value }: { readonly case: string | undefined; readonly value?: unknown }) {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  throw new Error(`the translation knows no constant ${kind}`);
}

type Comprehension = Extract<Parsed['exprKind'], { case: 'comprehensionExpr' }>['value'];

/** Which macro a comprehension was, by the shape of its step. */
function macro({ iterVar, iterRange, loopStep, accuInit, result }: Comprehension): Expression {
  const step = read(loopStep as Parsed);
  const start = read(accuInit as Parsed);
  const of = read(iterRange as Parsed);
  const end = read(result as Parsed);
  if (step.kind !== 'call') throw new Error('the translation does not know this macro');
  const made = (name: 'all' | 'exists' | 'exists_one' | 'filter', body: Expression): Expression => ({
    kind: 'macro',
    name,
    of,
    variable: iterVar,
    body,
  });
  const [first, second] = step.args as [Expression, Expression];
  const isAll = step.name === '_&&_' && start.kind === 'constant' && start.value === true;
  if (isAll && isResult(first) && isResult(end)) return made('all', second);
  const isSome = step.name === '_||_' && start.kind === 'constant' && start.value === false;
  if (isSome && isResult(first) && isResult(end)) return made('exists', second);
  if (step.name === '_?_:_') {
    if (start.kind === 'constant' && start.value === 0 && end.kind === 'call')
      return made('exists_one', first);
    const entry =
      second.kind === 'call' && second.args[1]?.kind === 'list' ? second.args[1].entries[0] : undefined;
    const unchanged = entry?.kind === 'name' && entry.name === iterVar;
    if (start.kind === 'list' && unchanged && isResult(end)) return made('filter', first);
  }
  throw new Error('the translation does not know this macro');
}

function isResult(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === '@result';
}

/** Kubernetes lets a rule name the fields that CEL reserves or can not write: `__namespace__`. */
function unescaped(name: string): string {
  const signs: Readonly<Record<string, string>> = {
    __underscores__: '__',
    __dot__: '.',
    __dash__: '-',
    __slash__: '/',
  };
  const sign = signs[name];
  if (sign !== undefined) return sign;
  return name
    .replace(/^__([a-z]+)__$/, '$1')
    .replace(/__(?:underscores|dot|dash|slash)__/g, (each) => signs[each] as string);
}
