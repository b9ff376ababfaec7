import type { Token } from './cel-tokens';

/** The tokens of an expression, taken one after the other; what does not fit throws a SyntaxError. */
export class CelReader {
  protected at = 0;

  public constructor(
    protected readonly tokens: readonly Token[],
    /** Whether a question mark may stand before what may be missing. */
    protected readonly optional: boolean,
  ) {}

  /** The last one, which is the end, stays. */
  protected peek(): Token {
    return (this.tokens[this.at] ?? this.tokens.at(-1)) as Token;
  }

  protected take(text: string): boolean {
    const { kind, text: found } = this.peek();
    if (found !== text || (kind !== 'sign' && kind !== 'name')) return false;
    this.at++;
    return true;
  }

  protected need(text: string): void {
    if (!this.take(text)) throw new SyntaxError(`expected ${text}`);
  }

  /** A question mark before what may be missing. */
  protected takeOptional(): boolean {
    const isTaken = this.take('?');
    if (isTaken && !this.optional) throw new SyntaxError('nothing may be missing');
    return isTaken;
  }

  /** Entries with commas between them, of which one may follow the last, and stand alone in nothing. */
  protected untilEnd(end: string, entry: () => void): void {
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
