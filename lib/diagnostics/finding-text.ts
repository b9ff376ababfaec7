import { counted } from './counted';
import type { Finding, FindingLevel } from './finding';

/** A piece of a line, and the level whose colour it has. */
export interface TextPart {
  readonly level?: FindingLevel;
  readonly text: string;
}

/** One finding for a person: what, of which object, where, and what to write instead. */
export function textOf(finding: Finding): TextPart[][] {
  const { level, rule, code, message, suggestion } = finding;
  const lines: TextPart[][] = [
    [
      { level, text: level },
      { text: ` ${rule}${code === undefined ? '' : ` [${code}]`}  ${subjectOf(finding)}${placeOf(finding)}` },
    ],
    [{ text: `  ${message}` }],
  ];
  if (suggestion !== undefined) lines.push([{ text: `  → ${suggestion}` }]);
  return lines;
}

/** One finding as lines of text without colours. */
export function plainTextOf(finding: Finding): string {
  return textOf(finding)
    .map((parts) => `${parts.map(({ text }) => text).join('')}\n`)
    .join('');
}

/** `VirtualService demo/reviews spec.hosts[0]`. */
export function subjectOf({ object, field }: Finding): string {
  const name =
    object && `${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}`;
  return [name, field].filter((part) => part !== undefined).join(' ');
}

function placeOf({ file, line, construct }: Finding): string {
  const places = [
    construct,
    file === undefined ? line && `line ${line}` : `${file}${line === undefined ? '' : `:${line}`}`,
  ];
  const known = places.filter((place) => place !== undefined);
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

/** `2 errors, 1 warning`. */
export function sumOf(findings: readonly Finding[], objects: number): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const count = findings.filter((one) => one.level === level).length;
    return count === 0 ? [] : [level === 'info' ? `${count} info` : counted(count, level)];
  });
  const of = counted(objects, 'object');
  return counts.length === 0 ? `nothing to tell of ${of}` : `${counts.join(', ')} in ${of}`;
}
