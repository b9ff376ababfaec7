import { mayHoldRefusedToken, refusedToken } from './yaml-tokens';

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
    mayHoldRefusedToken(text) ||
    holdsMerges(text) ||
    separator.test(text) ||
    hasOddLines(text) ||
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
  const beside = separator.exec(text);
  if (beside !== null)
    return told('kubectl reads nothing beside ---: begin it in the next line', beside.index);
  const token = mayHoldRefusedToken(text) ? refusedToken(text) : undefined;
  if (token !== undefined) return told(token.problem, token.at);
  const number = documents.find(isInfinite);
  if (number === undefined) return undefined;
  const at = numbers.map((one) => text.indexOf(one)).filter((found) => found >= 0);
  return told('.inf and .nan are no numbers that JSON has: kubectl refuses the document', Math.min(...at));
}

/** Whether a text may have maps that merge others. */
export function holdsMerges(text: string): boolean {
  return text.includes('<<') && /<<[ \t]*:/.test(text);
}

/** What stands beside the line between two documents, where comments alone may. */
const separator = /^---(?![^\S\n]*(?:#|$))/m;

/** What Go's reader takes for the end of a line, and the mark that it passes over where a document begins. */
const oddSigns = ['\x85', '\u2028', '\u2029', '\uFEFF'];

/** The same lines as this reader has them. */
export function asLines(text: string): string {
  return text.replace(/^(---[^\n]*\n)\uFEFF/, '$1').replace(/\r(?!\n)|[\x85\u2028\u2029]/g, '\n');
}

function hasOddLines(text: string): boolean {
  return oddSigns.some((sign) => text.includes(sign)) || (text.includes('\r') && /\r(?!\n)/.test(text));
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
