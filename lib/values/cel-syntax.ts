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

/** Whether a text is a CEL expression by its syntax; what it names is not asked. */
export function isCel(text: string): boolean {
  if (text.length > longest && (text.length > 2 * longest || [...text].length > longest)) return false;
  const tokens = tokensOf(text);
  try {
    return tokens !== undefined && new Parser(tokens).parses();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
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

/** Recursive descent over CEL's grammar; it only says whether the text fits. */
class Parser {
  private at = 0;
  private depth = 0;

  public constructor(private readonly tokens: readonly Token[]) {}

  public parses(): boolean {
    this.expression();
    return this.peek().kind === 'end';
  }

  private peek(): Token {
    return this.tokens[this.at] as Token;
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
        if (called) this.listUntil(')');
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
      if (!this.take('(')) return true;
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
