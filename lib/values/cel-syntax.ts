import { type Check, text } from './check';

const escaped = String.raw`\\(?:[abfnrtv"'\\?\x60]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})`;

/** Texts in four kinds of quotes; raw ones have no escapes. */
const strings = ['"""', "'''", '"', "'"]
  .map((quote) => {
    const long = quote.length === 3;
    const raw = long ? '[^]*?' : `[^${quote}\\n\\r]*`;
    const inside = long ? `(?:${escaped}|[^\\\\])*?` : `(?:${escaped}|[^\\\\${quote}\\n\\r])*`;
    return `(?:[bB]?[rR]|[rR][bB])${quote}${raw}${quote}|[bB]?${quote}${inside}${quote}`;
  })
  .join('|');

/** The words and signs of CEL; white space and comments between them count for nothing. */
const token = new RegExp(
  [
    String.raw`(?<skip>[ \t\r\n\f]+|//[^\n]*)`,
    String.raw`(?<number>0[xX][0-9a-fA-F]+[uU]?|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?|\d+[uU]?)`,
    `(?<string>${strings})`,
    '(?<quoted>`[a-zA-Z0-9_./ -]+`)',
    String.raw`(?<name>[A-Za-z_]\w*)`,
    String.raw`(?<sign>&&|\|\||[<>=!]=|[-+*/%!?:.,()[\]{}<>])`,
  ].join('|'),
  'y',
);

interface Token {
  readonly kind: 'number' | 'string' | 'quoted' | 'name' | 'sign' | 'end';
  readonly text: string;
}

/** Expressions may not nest deeper: a text of brackets would end the stack. */
const deepest = 250;

const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** Words that are values or operators, and so no names. */
const literals = new Set(['true', 'false', 'null', 'in']);

const binary = ['||', '&&', '<', '<=', '>', '>=', '==', '!=', 'in', '+', '-', '*', '/', '%'];

/** The longest expression that CEL's own parser takes, in code points. */
const longest = 100_000;

/** What is known of an expression that fits CEL's syntax. */
export interface CelNames {
  /** What it asks for by a name, and the first field that it asks of that. */
  readonly asked: readonly { readonly name: string; readonly field?: string }[];
  /** The names that macros such as `all` give to what they go through. */
  readonly given: ReadonlySet<string>;
}

/** Whether a text is a CEL expression by its syntax; what it names is not asked. */
export function isCel(text: string): boolean {
  return celNames(text) !== undefined;
}

/** The names in a CEL expression; undefined for a text that is none by its syntax. */
export function celNames(text: string): CelNames | undefined {
  if (text.length > longest && (text.length > 2 * longest || [...text].length > longest)) return undefined;
  const tokens = tokensOf(text);
  try {
    return tokens && new Parser(tokens).names();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** An expression in CEL, as Istio's webhook and Envoy read it. */
export const celExpression: Check<string> = text({
  holds: isCel,
  problem: 'an expression in CEL is expected',
  instead: "write for example 'response.code >= 400'; CEL has && and ||",
});

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const { groups } = token.exec(text) ?? {};
    if (groups === undefined) return undefined;
    const [kind, found] = Object.entries(groups).find(([, part]) => part !== undefined) as [
      Token['kind'],
      string,
    ];
    if ((kind as string) !== 'skip') tokens.push({ kind, text: found });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

/** Calls whose first arguments are names for what they go through. */
const macros = new Set(['all', 'exists', 'exists_one', 'existsOne', 'filter', 'map']);
const macrosOfTwo = new Set([
  'all',
  'exists',
  'existsOne',
  'transformList',
  'transformMap',
  'transformMapEntry',
]);

/** Recursive descent over CEL's grammar; it only says whether the text fits, and what it names. */
class Parser {
  private at = 0;
  private depth = 0;
  private readonly asked: { readonly name: string; readonly field?: string }[] = [];
  private readonly given = new Set<string>();

  public constructor(private readonly tokens: readonly Token[]) {}

  public names(): CelNames | undefined {
    this.expression();
    return this.peek().kind === 'end' ? { asked: this.asked, given: this.given } : undefined;
  }

  private peek(further = 0): Token {
    return (this.tokens[this.at + further] ?? this.tokens[this.tokens.length - 1]) as Token;
  }

  /** Notes what a macro names, where its arguments begin. */
  private goThrough(macro: string): void {
    const isName = (at: number) => this.peek(at).kind === 'name' && this.peek(at + 1).text === ',';
    if (!macros.has(macro) && !macrosOfTwo.has(macro)) return;
    if (!isName(0)) return;
    this.given.add(this.peek().text);
    if (macrosOfTwo.has(macro) && isName(2)) this.given.add(this.peek(2).text);
  }

  private take(text: string): boolean {
    const { kind, text: found } = this.peek();
    if (found !== text || (kind !== 'sign' && kind !== 'name')) return false;
    this.at++;
    return true;
  }

  private need(text: string): void {
    if (!this.take(text)) throw new SyntaxError(`expected ${text}`);
  }

  private expression(): void {
    if (++this.depth > deepest) throw new SyntaxError('too deep');
    this.operation();
    if (this.take('?')) {
      this.operation();
      this.need(':');
      this.expression();
    }
    this.depth--;
  }

  /** All binary operators alike: which binds first does not change whether the text fits. */
  private operation(): void {
    do this.unary();
    while (binary.some((operator) => this.take(operator)));
  }

  private unary(): void {
    const sign = this.peek().text;
    while ((sign === '!' || sign === '-') && this.take(sign));
    this.members(this.primary());
  }

  /** What is asked of a value; a name alone may go on to name a type, whose fields follow. */
  private members(name: boolean): void {
    let type = name;
    for (;;) {
      if (this.take('.')) {
        this.take('?');
        const { kind, text } = this.peek();
        const named = kind === 'quoted' || (kind === 'name' && !literals.has(text));
        if (!named) throw new SyntaxError(`expected a name, got ${text}`);
        this.at++;
        const called = this.take('(');
        if (called) {
          this.goThrough(text);
          if (text === 'bind' && this.peek().kind === 'name') this.given.add(this.peek().text);
          this.listUntil(')');
        }
        type &&= kind === 'name' && !called;
      } else if (this.take('[')) {
        this.take('?');
        this.expression();
        this.need(']');
        type = false;
      } else if (type && this.take('{')) {
        this.fields();
        type = false;
      } else {
        return;
      }
    }
  }

  /** Says whether it is a name. */
  private primary(): boolean {
    const { kind, text } = this.peek();
    const literal = kind === 'name' && text !== 'in' && literals.has(text);
    if (this.take('(')) {
      this.expression();
      this.need(')');
    } else if (this.take('[')) {
      this.listUntil(']');
    } else if (this.take('{')) {
      this.fields();
    } else if (kind === 'number' || kind === 'string' || literal) {
      this.at++;
    } else {
      this.take('.');
      const named = this.peek();
      if (named.kind !== 'name' || literals.has(named.text) || reserved.has(named.text)) {
        throw new SyntaxError(`expected a value, got ${text}`);
      }
      this.at++;
      if (!this.take('(')) {
        const field =
          this.peek().text === '.' && this.peek(1).kind === 'name' ? this.peek(1).text : undefined;
        this.asked.push({ name: named.text, ...(field !== undefined && { field }) });
        return true;
      }
      this.listUntil(')');
    }
    return false;
  }

  private listUntil(end: string): void {
    while (!this.take(end)) {
      this.take('?');
      this.expression();
      if (this.take(',')) continue;
      this.need(end);
      return;
    }
  }

  private fields(): void {
    while (!this.take('}')) {
      this.take('?');
      this.expression();
      this.need(':');
      this.expression();
      if (this.take(',')) continue;
      this.need('}');
      return;
    }
  }
}
