import { type Check, text } from './check';

/** The words and signs of CEL; white space and comments between them count for nothing. */
const token = new RegExp(
  [
    String.raw`(?<skip>[ \t\r\n\f]+|//[^\n]*)`,
    String.raw`(?<number>0[xX][0-9a-fA-F]+[uU]?|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?|\d+[uU]?)`,
    String.raw`(?<string>(?:[bB][rR]?|[rR][bB]?)?(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*'))`,
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

const binary = ['||', '&&', '<', '<=', '>', '>=', '==', '!=', 'in', '+', '-', '*', '/', '%'];

/** Whether a text is a CEL expression by its syntax; what it names is not asked. */
export function isCel(text: string): boolean {
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
    this.primary();
    this.members();
  }

  private members(): void {
    for (;;) {
      if (this.take('.')) {
        this.take('?');
        const { kind, text } = this.peek();
        if (kind !== 'name' && kind !== 'quoted') throw new SyntaxError(`expected a name, got ${text}`);
        this.at++;
        if (this.take('(')) this.listUntil(')');
      } else if (this.take('[')) {
        this.take('?');
        this.expression();
        this.need(']');
      } else if (this.peek().text === '{' && this.tokens[this.at - 1]?.kind === 'name') {
        this.at++;
        this.fields();
      } else {
        return;
      }
    }
  }

  private primary(): void {
    const { kind, text } = this.peek();
    if (this.take('(')) {
      this.expression();
      this.need(')');
    } else if (this.take('[')) {
      this.listUntil(']');
    } else if (this.take('{')) {
      this.fields();
    } else if (kind === 'number' || kind === 'string') {
      this.at++;
    } else {
      this.take('.');
      const named = this.peek();
      if (named.kind !== 'name' || named.text === 'in' || reserved.has(named.text)) {
        throw new SyntaxError(`expected a value, got ${text}`);
      }
      this.at++;
      if (this.take('(')) this.listUntil(')');
    }
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
