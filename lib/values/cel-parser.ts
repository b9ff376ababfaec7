import { type Comparison, comparing, literalType } from './cel-comparison';
import { type Argument, type Form, isMacro, namesGiven } from './cel-macros';
import { CelReader } from './cel-reader';
import { isInRange, literalWords, reservedWords } from './cel-tokens';

/** Expressions may not nest deeper: a text of brackets would end the stack. */
const deepest = 250;

const binary = ['||', '&&', '<', '<=', '>', '>=', '==', '!=', 'in', '+', '-', '*', '/', '%'];

/** What an expression asks for by a name: fields, and `[]` for an entry of a list or map. */
export interface CelPath {
  readonly name: string;
  readonly path: readonly string[];
}

/** A step to each of what a macro goes through: the entries of a list, the keys of a map. */
export const each = '[each]';

/** What is known of an expression that fits CEL's syntax. */
export interface CelNames {
  readonly compared: readonly (CelPath & { readonly comparison: Comparison })[];
  readonly asked: readonly CelPath[];
  /** The names that macros such as `all` give to what they go through, and where that is, if it is known. */
  readonly given: ReadonlyMap<string, CelPath | undefined>;
}

/** A part of an operation. */
interface Operand {
  readonly form: Form;
  readonly chain: CelPath | undefined;
  readonly literal: Comparison['type'] | undefined;
}

/** Recursive descent over CEL's grammar; it only says whether the text fits, and what it names. */
export class CelParser extends CelReader {
  private depth = 0;
  private readonly asked: { readonly name: string; readonly path: string[] }[] = [];
  private readonly compared: (CelPath & { readonly comparison: Comparison })[] = [];
  /** What the members that were read last ask for, where that is all that they say. */
  private chain: CelPath | undefined;
  private readonly given = new Map<string, CelPath | undefined>();

  public names(): CelNames | undefined {
    this.expression();
    return this.peek().kind === 'end'
      ? { asked: this.asked, compared: this.compared, given: this.given }
      : undefined;
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
    let left = this.operand();
    let before = '';
    for (;;) {
      const operator = binary.find((sign) => this.take(sign));
      if (operator === undefined) return before === '' ? left.form : 'other';
      const right = this.operand();
      // After another comparison the left side is what that has said.
      if (comparing.includes(operator) && !comparing.includes(before)) this.compare(left, operator, right);
      [left, before] = [right, operator];
    }
  }

  private operand(): Operand {
    const from = this.at;
    this.chain = undefined;
    const form = this.unary();
    const isNegative = this.tokens[from]?.text === '-';
    const isOne = this.at === from + (isNegative ? 2 : 1);
    const literal = isOne ? literalType(this.tokens[this.at - 1]) : undefined;
    return { form, chain: isNegative ? undefined : this.chain, literal };
  }

  private compare(left: Operand, operator: string, right: Operand): void {
    for (const [{ chain }, { literal: type }] of [
      [left, right],
      [right, left],
    ] as const)
      if (chain && type && operator !== 'in')
        this.compared.push({ ...chain, comparison: { type, isEquality: /^[=!]/.test(operator) } });
  }

  private unary(): Form {
    const sign = this.peek().text;
    let signs = 0;
    while ((sign === '!' || sign === '-') && this.take(sign)) signs++;
    const form = this.members(sign === '-' && signs === 1);
    if (signs > 0) this.chain = undefined;
    // Two of them are none.
    return signs % 2 === 0 ? form : 'other';
  }

  /** What is asked of a value; a name alone may go on to name a type, whose fields follow. */
  private members(negative: boolean): Form {
    const bare = this.peek().text !== '(';
    let form = this.primary(negative);
    let type = bare && form === 'name';
    // What is asked of it from here on, until something is called.
    let chain = type ? this.asked.at(-1) : undefined;
    let isPlain = true;
    for (;;) {
      if (this.take('.')) {
        if (this.takeOptional()) isPlain = false;
        const { kind, text } = this.peek();
        const named = kind === 'quoted' || (kind === 'name' && !literalWords.has(text));
        if (!named) throw new SyntaxError(`expected a name, got ${text}`);
        this.at++;
        const called = kind === 'name' && this.take('(');
        if (called) this.callOf(text, chain);
        if (called || kind === 'quoted') chain = undefined;
        chain?.path.push(text);
        form = called ? 'other' : 'field';
        type &&= kind === 'name' && !called;
      } else if (this.take('[')) {
        if (this.takeOptional()) isPlain = false;
        this.expression();
        this.need(']');
        chain?.path.push('[]');
        form = 'other';
        type = false;
      } else if (type && this.take('{')) {
        this.fields();
        form = 'other';
        type = false;
        chain = undefined;
      } else {
        this.chain = isPlain ? chain : undefined;
        return form;
      }
    }
  }

  /** What is called of a value: a macro gives names to what it goes through. */
  private callOf(name: string, of: CelPath | undefined): void {
    const names = namesGiven(name, this.call(), this.optional);
    const isOne = names.length === 1 && isMacro(name);
    const place = isOne && of !== undefined ? { name: of.name, path: [...of.path, each] } : undefined;
    // One that is given twice is not followed.
    for (const given of names) this.given.set(given, this.given.has(given) ? undefined : place);
  }

  private primary(negative: boolean): Form {
    const { kind, text } = this.peek();
    const literal = kind === 'name' && text !== 'in' && literalWords.has(text);
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
    if (kind !== 'name' || literalWords.has(text) || reservedWords.has(text)) {
      throw new SyntaxError(`expected a value, got ${text}`);
    }
    this.at++;
    if (!this.take('(')) {
      this.asked.push({ name: text, path: [] });
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
      if (kind !== 'quoted' && (kind !== 'name' || literalWords.has(text)))
        throw new SyntaxError(`expected a field, got ${text}`);
      this.at++;
      this.need(':');
      this.expression();
    });
  }
}
