/** What is told of a document that can be read. */
export interface Told {
  readonly kind: 'not-yaml' | 'key-twice';
  readonly problem: string;
  readonly line: number;
}

/** Whether a text may hold what kubectl's reader refuses and this one takes: where not, nothing else is asked. */
export function mayBeRefused(text: string): boolean {
  return (
    ['%', '...'].some((sign) => text.startsWith(sign) || text.includes(`\n${sign}`)) ||
    holdsTab(text) ||
    numbers.some((one) => text.includes(one))
  );
}

/** What kubectl's reader refuses in a part of a file that this one has read. */
export function refusedByKubectl(
  { text, line }: { readonly text: string; readonly line: number },
  documents: readonly unknown[],
): Told | undefined {
  if (!mayBeRefused(text)) return undefined;
  const told = (problem: string, at: number): Told => ({
    kind: 'not-yaml',
    problem,
    line: line + linesBefore(text, at),
  });
  const directive = /^(?:[ \r]*(?:#.*)?\n)*%/.exec(text);
  if (directive !== null)
    return told('kubectl reads no directives such as %YAML: leave the line out', directive[0].length);
  const end = text.search(/^\.\.\.(?=\s|$)/m);
  if (end >= 0 && /^(?:(?:---)?[ \r]*(?:#.*)?\n)*$/.test(text.slice(0, end)))
    return told('kubectl reads no document that is ended before it began: leave ... out', end);
  if (documents.length > 1 && end >= 0)
    return told('kubectl reads nothing after ...: begin the next document with ---', end);
  const tab = holdsTab(text) ? indentingTab(text) : undefined;
  if (tab !== undefined) return told('a line begins with a tab: kubectl reads spaces alone', tab);
  const number = documents.find(isInfinite);
  if (number === undefined) return undefined;
  const at = numbers.map((one) => text.indexOf(one)).filter((found) => found >= 0);
  return told('.inf and .nan are no numbers that JSON has: kubectl refuses the document', Math.min(...at));
}

/** How many lines end before a place in a text. */
export function linesBefore(text: string, at: number): number {
  let count = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) count++;
  return count;
}

const numbers = ['.inf', '.Inf', '.INF', '.nan', '.NaN', '.NAN'];

function isInfinite(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isInfinite);
}

const tabLine = /^ *\t[ \t]*(?=#|\r?$)/gm;

function holdsTab(text: string): boolean {
  return text.includes('\t') && text.search(tabLine) >= 0;
}

/** Where a line has a tab and nothing else, or a comment after it, unless a text or brackets go on there. */
function indentingTab(text: string): number | undefined {
  const { CST, Lexer } = require('yaml') as typeof import('yaml');
  const found = [...text.matchAll(tabLine)].map(({ index }) => index);
  let [at, depth, quote] = [0, 0, ''];
  for (const token of new Lexer().lex(text)) {
    // What begins a document or a text, and stands for no character of it.
    if ([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].includes(token)) continue;
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    const end = at + token.length;
    const inside = found.find((index) => index >= at && index < end);
    if (inside !== undefined && depth === 0 && quote === '' && token.trim() === '') return inside;
    // The lexer gives up a text in quotes at a line that is not indented; the next quote ends it all the same.
    if (quote !== '') quote = token.includes(quote) ? '' : quote;
    else if (/^["']/.test(token) && !/^(["']).*\1$/s.test(token)) quote = token.charAt(0);
    at = end;
  }
  return undefined;
}
