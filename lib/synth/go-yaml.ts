/**
 * Where Go's YAML library, with which kubectl, Argo CD, Helm and Istio read, sees something else in the bytes
 * that cdk8s writes than was meant. It reads a mixture of YAML 1.1 and 1.2 of its own.
 * @see https://github.com/kubernetes-sigs/yaml
 */

/** A text in quotes, with all escaped that is no printable character; every reader reads it alike. */
export function escaped(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether Go reads a value as it was meant, in the bytes that cdk8s writes for it. */
export function isReadAsMeant(text: string, written: string): boolean {
  if (unreadable.test(text)) return false;
  if (/^["']/.test(written)) return !lineBreak.test(text) || quotedText(written) === text;
  return /^[|>]/.test(written) ? isBlockReadAsMeant(text) : !separator.test(text) && !isNumber(text);
}

/** The same for a key, which is written on one line. */
export function isKeyReadAsMeant(key: string, written: string): boolean {
  // Unquoted it merges a map into this one.
  if (written === '<<' || unreadable.test(key) || separator.test(key)) return false;
  return /^["']/.test(written) || !isNumber(key);
}

/**
 * What Go refuses wherever it stands, and U+0085, which becomes a line feed. A byte order mark is skipped or not
 * depending on what else the file holds.
 */
const unreadable = /[\x7f-\x9f\ufeff\ufffe\uffff]/;

/** To Go they end a line; to YAML 1.2 they are letters. */
const separator = /[\u2028\u2029]/;
const lineBreak = /[\n\u2028\u2029]/;

/** What Go reads between quotes; undefined where it takes a part of it for the end of the document. */
function quotedText(written: string): string | undefined {
  if (/[\u2028\u2029](?:---|\.\.\.)\s/.test(written)) return undefined;
  const inner = written.slice(1, -1);
  if (written.startsWith("'")) return inner.replaceAll("''", "'").replace(/[ \t\n\u2028\u2029]+/g, folded);
  return inner.replace(/\\(?:u.{4}|x..|.)|[ \t\n\u2028\u2029]+/gu, (part) =>
    part.startsWith('\\') ? unescaped(part) : folded(part),
  );
}

/** One line feed is a space, further ones are themselves; other line ends stay, all blanks around them go. */
function folded(blanks: string): string {
  if (!lineBreak.test(blanks)) return blanks;
  const breaks = blanks.replace(/[ \t]/g, '');
  if (!breaks.startsWith('\n')) return breaks;
  return breaks === '\n' ? ' ' : breaks.slice(1);
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescaped(sequence: string): string {
  if (sequence.length > 2) return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
  return escapes[sequence.charAt(1)] ?? sequence.charAt(1);
}

/** Go finds the depth of a block by its first line, in which it allows no tab, and looks for it after each line end. */
function isBlockReadAsMeant(text: string): boolean {
  const [leading] = /^[\n\u2028\u2029]*/.exec(text) as unknown as [string];
  const next = text.charAt(leading.length);
  if (next === '\t' || (/[ \t]/.test(text) && !/[^ \t\n]/.test(text))) return false;
  if (next === ' ' && separator.test(leading)) return false;
  return !/[\u2028\u2029](?![\u2028\u2029]*\n)|[\u2028\u2029]\n?$/.test(text);
}

/** Whether Go reads a number. It leaves out underscores and knows every prefix in both cases. */
function isNumber(text: string): boolean {
  if (!/^[-+.\d]/.test(text)) return false;
  const digits = text.replaceAll('_', '');
  // After a point, and only there, underscores must stand between digits.
  if (text.startsWith('.') && /(?<!\d)_|_(?!\d)/.test(text)) return false;
  return isInteger(digits) || (decimal.test(digits) && Number.isFinite(Number(digits)));
}

const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;

/** Beyond 64 bits Go reads a text, unless it can be a decimal fraction. */
function isInteger(text: string): boolean {
  const [, sign, digits] = /^([-+]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|0|[1-9]\d*)$/i.exec(text) ?? [];
  if (digits === undefined) return false;
  const size = BigInt(digits.replace(/^0(?=\d)/, '0o'));
  if (sign === '') return size < 2n ** 64n;
  return sign === '+' ? size < 2n ** 63n : size <= 2n ** 63n;
}
