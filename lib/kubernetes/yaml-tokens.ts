/** What kubectl's reader refuses in a text, and where. */
export interface RefusedToken {
  readonly problem: string;
  readonly at: number;
}

/** Tabs before the first word of a line or after a dash, and what JSON may write in quotes and Go's YAML may not. */
const suspicious = /^ *\t|[-?] *\t|\\\/|\\u[dD][89a-fA-F]/m;

/** The first of these escapes in a text in quotes. */
const refusedEscape = /^(?:[^\\]|\\(?!\/|u[dD][89a-fA-F]).)*(\\(?:\/|u[dD][89a-fA-F]..))/s;

/** Whether a text may hold tabs or escapes that kubectl's reader refuses. */
export function mayHoldRefusedToken(text: string): boolean {
  return ['\t', '\\/', '\\u'].some((sign) => text.includes(sign)) && suspicious.test(text);
}

/** The first tab or escape that kubectl's reader refuses, though this one has taken it. */
export function refusedToken(text: string): RefusedToken | undefined {
  const tabbed = (at: number) => ({ problem: 'a tab stands where kubectl reads spaces alone', at });
  const walk = new Walk();
  for (const token of tokensOf(text)) {
    const tab = token.isText ? tabOfBlock(token.source, walk.mark) : walk.tabOfSpace(token.source);
    if (tab !== undefined) return tabbed(walk.at + tab);
    const escaped = token.source.startsWith('"') ? refusedEscape.exec(token.source) : null;
    if (escaped !== null) {
      const problem = `kubectl reads no ${escaped[1]} in YAML: write the sign itself`;
      return { problem, at: walk.at + escaped[0].length - 1 };
    }
    walk.pass(token);
  }
  return undefined;
}

interface Token {
  readonly source: string;
  /** A text without quotes, or below | or >. */
  readonly isText: boolean;
}

function tokensOf(text: string): Token[] {
  const { CST, Lexer } = require('yaml') as typeof import('yaml');
  const tokens: Token[] = [];
  let isText = false;
  for (const source of new Lexer().lex(text)) {
    if (source === CST.SCALAR) isText = true;
    // What begins a document or a text, and stands for no character of it.
    if ([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].includes(source)) continue;
    tokens.push({ source, isText });
    isText = false;
  }
  return tokens;
}

/** Where among the tokens of a text we are. */
class Walk {
  public at = 0;
  /** The mark | or > of the text that follows. */
  public mark = '';
  /** How many brackets are open. */
  public depth = 0;
  /** The last token that is no space. */
  private word: Token = { source: '', isText: false };
  private quote = '';
  private isLineBegun = false;
  private lineStart = 0;
  private wordStart = 0;
  /** The column in which the keys or dashes of the innermost block stand. */
  private indentation = -1;

  /** Where in the space before a word a tab stands that kubectl's reader refuses. */
  public tabOfSpace(space: string): number | undefined {
    const tab = space.trim() === '' ? space.indexOf('\t') : -1;
    if (tab < 0 || this.quote !== '') return undefined;
    if (this.isLineBegun) return this.depth === 0 && this.isAfterDash() ? tab : undefined;
    const isDeeper = this.at + tab - this.lineStart > this.indentation;
    const isAfterPlain = this.word.isText && !this.word.source.endsWith('\n');
    return (this.depth === 0 ? isAfterPlain && isDeeper : !isAfterPlain || isDeeper) ? undefined : tab;
  }

  /** Whether a word stands before in the line, and no dash, which no tab may follow. */
  public isBetweenWords(): boolean {
    return this.isLineBegun && !this.isAfterDash();
  }

  private isAfterDash(): boolean {
    return !this.word.isText && (this.word.source === '-' || this.word.source === '?');
  }

  public pass(token: Token): void {
    const { source, isText } = token;
    if (!isText && (source === '[' || source === '{')) this.depth++;
    if (!isText && (source === ']' || source === '}')) this.depth--;
    if (this.depth === 0 && !isText && (source === ':' || source === '-'))
      this.indentation = (source === '-' ? this.at : this.wordStart) - this.lineStart;
    // The lexer gives up a text in quotes at a line that is not indented; the next quote ends it all the same.
    if (this.quote !== '') this.quote = source.includes(this.quote) ? '' : this.quote;
    else if (/^["']/.test(source) && !/^(["']).*\1$/s.test(source)) this.quote = source.charAt(0);
    if (isText) this.mark = '';
    else if (/^[|>]/.test(source)) this.mark = source;
    if (source.trim() !== '') {
      this.word = token;
      this.wordStart = this.at;
      this.isLineBegun = true;
    }
    const end = source.lastIndexOf('\n') + 1;
    if (end > 0) this.lineStart = this.at + end;
    if (end > 0 && end === source.length) this.isLineBegun = false;
    this.at += source.length;
  }
}

/** Where a tab stands among what indents the lines of a text below | or >. */
function tabOfBlock(text: string, mark: string): number | undefined {
  if (mark === '' || /\d/.test(mark)) return undefined;
  const lines = text.split('\n');
  const first = lines.find((line) => /[^ \r]/.test(line)) ?? '';
  const indentation = first.search(/[^ ]/);
  let at = 0;
  for (const line of lines) {
    const spaces = line.search(/[^ ]/);
    if (line[spaces] === '\t' && (spaces < indentation || line === first)) return at + spaces;
    at += line.length + 1;
  }
  return undefined;
}

/**
 * The same with what kubectl's reader takes and this one does not in other words: tabs between words, a dash alone
 * between brackets, a comment right behind a word, \' in quotes.
 */
export function respelled(text: string): string {
  const walk = new Walk();
  const tokens = tokensOf(text).filter(({ source }) => source !== '');
  return tokens
    .map((token, index) => {
      const { source, isText } = token;
      const before = text[walk.at - 1] ?? '\n';
      const next = tokens[index + 1]?.source ?? '';
      const isInBrackets = walk.depth > 0;
      const isSpace = source.trim() === '' && walk.isBetweenWords();
      walk.pass(token);
      if (isText) return source;
      if (source.startsWith('"'))
        return source.replace(/\\(.)/gs, (pair, sign) => (sign === "'" ? sign : pair));
      if (source.startsWith('#') && /\S/.test(before)) return ` ${source}`;
      if (source === '-' && isInBrackets && /^[,\]}]/.test(next)) return '"-"';
      return isSpace ? source.replaceAll('\t', ' ') : source;
    })
    .join('');
}
