import { duration } from '../../../lib/validation/cel/duration';
import type { OpenApiSchema } from '../schemas/compact';
import { type Expression, expressionOf } from './expression';
import { boolean, entryType, fieldType, number, type Type, text, typeOf } from './type';

/** JavaScript for a part of a rule. */
interface Code {
  readonly js: string;
  readonly type: Type;
  /** Whether it can fail at run time: a field that is not there, a text that is no number. */
  readonly fails: boolean;
  /** Whether it needs no parentheses wherever it stands. */
  readonly simple: boolean;
}

/** What is known where an expression stands: its variables, and the fields that are there for sure. */
interface Scope {
  readonly variables: ReadonlyMap<string, Type>;
  readonly present: ReadonlySet<string>;
}

/** The runtime functions that the generated rules call, by the name that they are imported with. */
export type Used = Set<string>;

/**
 * Translates a CEL rule into a JavaScript expression of `self`.
 *
 * @param on the schemas of the values that the rule is used on
 * @throws Error for a function or macro that it does not know
 */
export function translate(rule: string, on: readonly OpenApiSchema[], used: Used): string {
  const variables = new Map([['self', typeOf(on)]]);
  return new Translation(used).code(expressionOf(rule), { variables, present: new Set() }).js;
}

class Translation {
  public constructor(private readonly used: Used) {}

  public code(expression: Expression, scope: Scope): Code {
    switch (expression.kind) {
      case 'constant': {
        const type = { string: text, number, boolean }[typeof expression.value as 'string'];
        return { js: JSON.stringify(expression.value), type, fails: false, simple: true };
      }
      case 'name': {
        const type = scope.variables.get(expression.name);
        if (type === undefined) throw new Error(`the translation knows no variable ${expression.name}`);
        return { js: expression.name, type, fails: false, simple: true };
      }
      case 'field':
        return this.field(expression, scope);
      case 'list': {
        const entries = expression.entries.map((entry) => this.code(entry, scope));
        const js = `[${entries.map((entry) => entry.js).join(', ')}]`;
        const type: Type = { is: 'list', schemas: [], ...(entries[0] && { entries: entries[0].type }) };
        return { js, type, fails: entries.some((entry) => entry.fails), simple: true };
      }
      case 'empty map':
        return { js: '{}', type: { is: 'map', schemas: [] }, fails: false, simple: true };
      case 'macro':
        return this.macro(expression, scope);
      case 'call':
        return this.call(expression, scope);
      default:
        return expression satisfies never;
    }
  }

  private field(expression: Extract<Expression, { kind: 'field' }>, scope: Scope): Code {
    const of = this.code(expression.of, scope);
    const { type, always } = fieldType(of.type, expression.name);
    const js = `${wrapped(of)}${/^[A-Za-z_]\w*$/.test(expression.name) ? `.${expression.name}` : `[${JSON.stringify(expression.name)}]`}`;
    if (expression.test) return { js: `${js} !== undefined`, type: boolean, fails: of.fails, simple: false };
    if (always || scope.present.has(js)) return { js, type, fails: of.fails, simple: true };
    return { ...this.runtime('field', [of.js, JSON.stringify(expression.name)], type), fails: true };
  }

  private macro({ name, of, variable, body }: Extract<Expression, { kind: 'macro' }>, scope: Scope): Code {
    const list = this.code(of, scope);
    if (list.type.is !== 'list' && list.type.is !== 'map')
      throw new Error(`${name} of what is no list or map`);
    const variables = new Map(scope.variables).set(variable, entryType(list.type));
    const inner = this.code(body, { variables, present: scope.present });
    const entries = list.type.is === 'map' ? `Object.keys(${list.js})` : wrapped(list);
    const callback = `(${variable}: any) => ${inner.js}`;
    const type = name === 'filter' ? list.type : boolean;
    const fails = list.fails || inner.fails;
    if (name === 'exists_one') return { ...this.runtime('existsOne', [entries, callback], type), fails };
    if (inner.fails && name !== 'filter') return { ...this.runtime(name, [entries, callback], type), fails };
    const method = { all: 'every', exists: 'some', filter: 'filter' }[name];
    return { js: `${entries}.${method}(${callback})`, type, fails, simple: true };
  }

  private call({ name, args }: Extract<Expression, { kind: 'call' }>, scope: Scope): Code {
    const logic = this.logic(name, args, scope);
    if (logic !== undefined) return logic;
    const codes = args.map((arg) => this.code(arg, scope));
    const fails = codes.some((code) => code.fails);
    const [first, second] = codes as [Code, Code];
    const js = codes.map((code) => code.js);
    const operator = operators[name];
    if (operator !== undefined) {
      const equality = operator === '===' || operator === '!==';
      if (equality && !codes.every((code) => scalar(code.type)))
        throw new Error(`${name} of lists or objects`);
      const type = operator === '+' || operator === '-' ? first.type : boolean;
      return { js: `${wrapped(first)} ${operator} ${wrapped(second)}`, type, fails, simple: false };
    }
    const method = methods[name];
    if (method !== undefined) {
      return {
        js: `${wrapped(first)}.${method}(${js.slice(1).join(', ')})`,
        type: boolean,
        fails,
        simple: true,
      };
    }
    switch (name) {
      case '!_':
        if (args[0]?.kind === 'field' && args[0].test)
          return { ...first, js: first.js.replace('!==', '===') };
        return { js: `!${wrapped(first)}`, type: boolean, fails, simple: false };
      case '@in':
        return this.membership(first, second);
      case 'size':
        if (first.type.is === 'list')
          return { js: `${wrapped(first)}.length`, type: number, fails, simple: true };
        if (first.type.is === 'map') {
          return { js: `Object.keys(${first.js}).length`, type: number, fails, simple: true };
        }
        if (first.type.is !== 'string') throw new Error('size of what is no text, list or map');
        return { ...this.runtime('characters', js, number), fails };
      case 'split':
        return {
          js: `${wrapped(first)}.split(${second.js})`,
          type: { is: 'list', schemas: [], entries: text },
          fails,
          simple: true,
        };
      case '_[_]':
        return { ...this.runtime('entry', js, entryType(first.type)), fails: true };
      case 'duration': {
        const [constant] = args;
        if (constant?.kind !== 'constant') return { ...this.runtime('duration', js, number), fails: true };
        return { js: String(duration(String(constant.value))), type: number, fails: false, simple: true };
      }
      case 'getScheme':
        return { js: `${wrapped(first)}.scheme`, type: text, fails, simple: true };
      case 'matches':
      case 'isURL':
      case 'isIP':
        return { ...this.runtime(name, js, boolean), fails };
      case 'int':
        return { ...this.runtime('int', js, number), fails: true };
      case 'substring':
        return { ...this.runtime('substring', js, text), fails: true };
      case 'url':
        return { ...this.runtime('url', js, { is: 'url', schemas: [] }), fails: true };
      default:
        throw new Error(`the translation knows no function ${name}`);
    }
  }

  /** What does not look at all its parts, and so knows more where it looks. */
  private logic(name: string, args: readonly Expression[], scope: Scope): Code | undefined {
    const [a, b, c] = args as [Expression, Expression, Expression];
    if (name === '_?_:_') {
      const [test, then] = [this.code(a, scope), this.code(b, this.where(a, true, scope))];
      const other = this.code(c, this.where(a, false, scope));
      const fails = test.fails || then.fails || other.fails;
      const known = then.type.is === 'list' && then.type.schemas.length === 0 && !then.type.entries;
      const type = known ? other.type : then.type;
      return { js: `${wrapped(test)} ? ${wrapped(then)} : ${wrapped(other)}`, type, fails, simple: false };
    }
    if (name !== '_&&_' && name !== '_||_') return undefined;
    const both = name === '_&&_';
    const first = this.code(a, scope);
    const second = this.code(b, this.where(a, both, scope));
    const fails = first.fails || second.fails;
    // One part may fail as long as the other decides; where the first can not, JavaScript does the same.
    if (first.fails) {
      const parts = [`() => ${first.js}`, `() => ${this.code(b, scope).js}`];
      return { ...this.runtime(both ? 'and' : 'or', parts, boolean), fails };
    }
    const js = `${wrapped(first)} ${both ? '&&' : '||'} ${wrapped(second)}`;
    return { js, type: boolean, fails, simple: false };
  }

  /** The scope in which an expression is known to hold, or not to. */
  private where(expression: Expression, holds: boolean, scope: Scope): Scope {
    if (expression.kind === 'field' && expression.test && holds) {
      const { js } = this.code(expression, scope);
      return { ...scope, present: new Set(scope.present).add(js.replace(/ !== undefined$/, '')) };
    }
    if (expression.kind !== 'call') return scope;
    const [a, b] = expression.args as [Expression, Expression];
    if (expression.name === '!_') return this.where(a, !holds, scope);
    if ((expression.name === '_&&_' && holds) || (expression.name === '_||_' && !holds)) {
      return this.where(b, holds, this.where(a, holds, scope));
    }
    return scope;
  }

  private membership(value: Code, list: Code): Code {
    const fails = value.fails || list.fails;
    if (list.type.is === 'map')
      return { js: `Object.hasOwn(${list.js}, ${value.js})`, type: boolean, fails, simple: true };
    if (scalar(value.type))
      return { js: `${wrapped(list)}.includes(${value.js})`, type: boolean, fails, simple: true };
    return { ...this.runtime('isIn', [value.js, list.js], boolean), fails };
  }

  private runtime(name: string, args: readonly string[], type: Type): Omit<Code, 'fails'> {
    this.used.add(name);
    return { js: `${name}(${args.join(', ')})`, type, simple: true };
  }
}

const operators: Readonly<Record<string, string>> = {
  '_==_': '===',
  '_!=_': '!==',
  '_<_': '<',
  '_<=_': '<=',
  '_>_': '>',
  '_>=_': '>=',
  '_+_': '+',
  '_-_': '-',
};

const methods: Readonly<Record<string, string>> = {
  contains: 'includes',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
};

function scalar({ is }: Type): boolean {
  return is === 'string' || is === 'number' || is === 'boolean';
}

function wrapped({ js, simple }: Code): string {
  return simple ? js : `(${js})`;
}
