import { type Argument, type Form, namesGiven } from './cel-macros';
import { isInRange, type Token } from './cel-tokens';

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

/** What is known of an expression that fits CEL's syntax. */
export interface CelNames {
  /** What it asks for by a name, and the first field that it asks of that. */
  readonly asked: readonly { readonly name: string; readonly field?: string }[];
  /** The names that macros such as `all` give to what they go through. */
  readonly given: ReadonlySet<string>;
}

/** Recursive descent over CEL's grammar; it only says whether the text fits, and what it names. */
export class CelParser {
  private at = 0;
  private depth = 0;
  private readonly asked: { readonly name: string; readonly field?: string }[] = [];
  private readonly given = new Set<string>();

  public constructor(
    private readonly tokens: readonly Token[],
    private readonly optional: boolean,
  ) {}

  public names(): CelNames | undefined {
    this.expression();
    return this.peek().kind === 'end' ? { asked: this.asked, given: this.given } : undefined;
  }

  private peek(further = 0): Token {
    return (this.tokens[this.at + further] ?? this.tokens[this.tokens.length - 1]) as Token;
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

  /** A question mark before what may be missing. */
  private takeOptional(): void {
    if (this.take('?') && !this.optional) throw new SyntaxError('nothing may be missing');
  }

  private expression(): Form {
    if (++this.depth > deepest) throw new SyntaxError('too deep');
    let form = this.operation();
    if (this.take('?')) {
      this.operation();
      this.need(':');
      this.expression();
      form = 'other';
    }
    this.depth--;
    return form;
  }

  /** All binary operators alike: which binds first does not change whether the text fits. */
  private operation(): Form {
    let form = this.unary();
    while (binary.some((operator) => this.take(operator))) {
      this.unary();
      form = 'other';
    }
    return form;
  }

  private unary(): Form {
    const sign = this.peek().text;
    let signs = 0;
    while ((sign === '!' || sign === '-') && this.take(sign)) signs++;
    const form = this.members(sign === '-' && signs === 1);
    // Two of them are none.
    return signs % 2 === 0 ? form : 'other';
  }

  /** What is asked of a value; a name alone may go on to name a type, whose fields follow. */
  private members(negative: boolean): Form {
    const bare = this.peek().text !== '(';
    let form = this.primary(negative);
    let type = bare && form === 'name';
    for (;;) {
      if (this.take('.')) {
        this.takeOptional();
        const { kind, text } = this.peek();
        const named = kind === 'quoted' || (kind === 'name' && !literals.has(text));
        if (!named) throw new SyntaxError(`expected a name, got ${text}`);
        this.at++;
        const called = kind === 'name' && this.take('(');
        if (called) this.callOf(text);
        form = called ? 'other' : 'field';
        type &&= kind === 'name' && !called;
      } else if (this.take('[')) {
        this.takeOptional();
        this.expression();
        this.need(']');
        form = 'other';
        type = false;
      } else if (type && this.take('{')) {
        this.fields();
        form = 'other';
        type = false;
      } else {
        return form;
      }
    }
  }

  /** What is called of a value: a macro gives names to what it goes through. */
  private callOf(name: string): void {
    for (const given of namesGiven(name, this.call(), this.optional)) this.given.add(given);
  }

  private primary(negative: boolean): Form {
    const { kind, text } = this.peek();
    const literal = kind === 'name' && text !== 'in' && literals.has(text);
    if (this.take('(')) {
      const form = this.expression();
      this.need(')');
      return form;
    }
    if (this.take('[')) {
      this.entries();
    } else if (this.take('{')) {
      this.pairs();
    } else if (kind === 'number' || kind === 'string' || literal) {
      if (kind === 'number' && !isInRange(text, negative)) throw new SyntaxError(`${text} is too great`);
      this.at++;
    } else {
      return this.name();
    }
    return 'other';
  }

  private name(): Form {
    this.take('.');
    const { kind, text } = this.peek();
    if (kind !== 'name' || literals.has(text) || reserved.has(text)) {
      throw new SyntaxError(`expected a value, got ${text}`);
    }
    this.at++;
    if (!this.take('(')) {
      const isField = this.peek().text === '.' && this.peek(1).kind === 'name' && this.peek(2).text !== '(';
      const field = isField ? this.peek(1).text : undefined;
      this.asked.push({ name: text, ...(field !== undefined && { field }) });
      return 'name';
    }
    const given = this.call();
    if (text === 'has' && given.length === 1 && given[0]?.form !== 'field')
      throw new SyntaxError(`has needs a field, got ${given[0]?.text}`);
    return text === 'has' ? 'field' : 'other';
  }

  /** The arguments of a call; no comma may follow the last of them. */
  private call(): readonly Argument[] {
    const given: Argument[] = [];
    if (this.take(')')) return given;
    do {
      const { text } = this.peek();
      given.push({ form: this.expression(), text });
    } while (this.take(','));
    this.need(')');
    return given;
  }

  private entries(): void {
    this.untilEnd(']', () => {
      this.takeOptional();
      this.expression();
    });
  }

  private pairs(): void {
    this.untilEnd('}', () => {
      this.takeOptional();
      this.expression();
      this.need(':');
      this.expression();
    });
  }

  /** The fields of a message: any word names one, a reserved one too. */
  private fields(): void {
    this.untilEnd('}', () => {
      this.takeOptional();
      const { kind, text } = this.peek();
      if (kind !== 'quoted' && (kind !== 'name' || literals.has(text)))
        throw new SyntaxError(`expected a field, got ${text}`);
      this.at++;
      this.need(':');
      this.expression();
    });
  }

  /** Entries with commas between them, of which one may follow the last, and stand alone in nothing. */
  private untilEnd(end: string, entry: () => void): void {
    if (this.peek().text === ',') this.take(',');
    else if (this.peek().text !== end) {
      do {
        if (this.peek().text === end) break;
        entry();
      } while (this.take(','));
    }
    this.need(end);
  }
}
