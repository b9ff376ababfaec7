const hex = '[0-9a-fA-F]';

/** What follows a backslash in a text and in bytes, which have no code points; surrogates are none. */
const plainEscape = String.raw`[abfnrtv"'\\?\x60]|[xX]${hex}{2}|[0-3][0-7]{2}`;
const basic = `(?![dD][89a-fA-F])${hex}{4}`;
const codePoint = `u${basic}|U(?:0000${basic}|000[1-9a-fA-F]${hex}{4}|0010${hex}{4})`;
const escapes = { text: `${plainEscape}|${codePoint}`, bytes: plainEscape };

/** Texts in four kinds of quotes; raw ones have no escapes. */
const strings = ['"""', "'''", '"', "'"]
  .map((quote) => {
    const long = quote.length === 3;
    const raw = long ? '[^]*?' : `[^${quote}\\n\\r]*`;
    const inside = (escaped: string) =>
      long ? `(?:\\\\(?:${escaped})|[^\\\\])*?` : `(?:\\\\(?:${escaped})|[^\\\\${quote}\\n\\r])*`;
    const text = `${quote}${inside(escapes.text)}${quote}`;
    const bytes = `[bB]${quote}${inside(escapes.bytes)}${quote}`;
    return `[bB]?[rR]${quote}${raw}${quote}|${text}|${bytes}`;
  })
  .join('|');

/** Words that are values or operators, and so no names. */
export const literalWords = new Set(['true', 'false', 'null', 'in']);

/** Words that CEL keeps for itself, and so no names either. */
export const reservedWords = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** The words and signs of CEL; white space and comments between them count for nothing. */
const token = new RegExp(
  [
    String.raw`([ \t\r\n\f]+|//[^\n]*)`,
    String.raw`(0[xX][0-9a-fA-F]+[uU]?|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?|\d+[uU]?)`,
    `(${strings})`,
    '(`[a-zA-Z0-9_./ -]+`)',
    String.raw`([A-Za-z_]\w*)`,
    String.raw`(&&|\|\||[<>=!]=|[-+*/%!?:.,()[\]{}<>])`,
  ].join('|'),
  'y',
);

/** A word or sign of CEL. */
export interface Token {
  readonly kind: 'number' | 'string' | 'quoted' | 'name' | 'sign' | 'end';
  readonly text: string;
}

/** What the groups of `token` are: the first is skipped. */
const kinds = ['', '', 'number', 'string', 'quoted', 'name', 'sign'];

/** The words of an expression; undefined where something in it is none. */
export function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const parts = token.exec(text);
    if (parts === null) return undefined;
    const index = parts.indexOf(parts[0], 1);
    if (index > 1) tokens.push({ kind: kinds[index] as Token['kind'], text: parts[0] });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

/** How great a whole number of 64 bits may be, without a sign and with one. */
const unsigned = 2n ** 64n - 1n;
const signed = 2n ** 63n - 1n;

/** Whether a number fits its type. */
export function isInRange(text: string, negative: boolean): boolean {
  const {
    base = '',
    digits = '',
    suffix,
  } = /^(?<base>0[xX])?0*(?<digits>[0-9a-fA-F]*)(?<suffix>[uU]?)$/.exec(text)?.groups ?? {};
  if (suffix === undefined || (base === '' && /e/i.test(digits))) return Number.isFinite(Number(text));
  if (digits.length > 20) return false;
  return BigInt(`${base}${digits || '0'}`) <= (suffix !== '' ? unsigned : negative ? signed + 1n : signed);
}
