import { readFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import { readBaseline } from '../analysis/baseline';
import { catalogue, type Rule } from '../analysis/catalogue';
import { judge } from '../analysis/judge';
import { namedSuppressions } from '../analysis/named-suppression';
import { githubLines } from '../analysis/output/github';
import { junitOf } from '../analysis/output/junit';
import { sarifOf } from '../analysis/output/sarif';
import { ConfigError } from '../diagnostics/error';
import type { Finding, FindingLevel } from '../diagnostics/finding';
import { sumOf, textOf } from '../diagnostics/finding-text';
import type { Reading } from '../kubernetes/manifest';
import { IstioRelease } from '../release/istio-release';
import type { Surroundings } from './command';
import { ExitCode } from './exit-code';
import type { GivenManifests } from './given-manifests';
import { packageVersion } from './package-version';
import type { Colour, Terminal } from './terminal';

/** The ways in which findings are printed. */
export const formats = ['text', 'json', 'yaml', 'sarif', 'junit', 'github'] as const;

/** The options of `analyze`. */
export interface AnalyzeOptions extends GivenManifests {
  readonly namespace: string;
  readonly release?: string;
  /** `true` for the whole world, else namespaces with commas between them. */
  readonly complete?: boolean | string;
  readonly output: (typeof formats)[number];
  readonly failOn: FindingLevel;
  readonly suppress?: readonly string[];
  readonly baseline?: string;
  readonly list?: boolean;
}

/** What is wrong with the manifests that were read, without a cluster. */
export function analyzeCommand(
  { objects, unreadable }: Reading,
  options: AnalyzeOptions,
  { terminal }: Surroundings,
): ExitCode {
  if (options.list) return listRules(options, terminal);
  const suppressions = (options.suppress ?? []).flatMap(namedSuppressions);
  const release =
    options.release === undefined ? IstioRelease.latest : IstioRelease.parse(options.release, '--release');
  const baseline =
    options.baseline === undefined ? undefined : readBaseline(textOfFile(options.baseline), options.baseline);
  const complete =
    typeof options.complete === 'string' ? options.complete.split(',') : (options.complete ?? false);
  const all = judge(objects, { namespace: options.namespace, release, complete, unreadable, suppressions });
  const findings = baseline === undefined ? all : baseline.without(all);
  print(terminal, findings, objects.length, options.output);
  return findings.some(({ level }) => rank[level] >= rank[options.failOn]) ? ExitCode.findings : ExitCode.ok;
}

const rank: Readonly<Record<FindingLevel, number>> = { error: 2, warning: 1, info: 0 };

function textOfFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError({
      at: file,
      problem: "it can't be read",
      got: (error as NodeJS.ErrnoException).code ?? String(error),
      instead: 'name a file that -o json printed',
    });
  }
}

const colours: Readonly<Record<FindingLevel, Colour>> = { error: 'red', warning: 'yellow', info: 'gray' };

function print(
  terminal: Terminal,
  findings: readonly Finding[],
  objects: number,
  format: AnalyzeOptions['output'],
): void {
  switch (format) {
    case 'json':
      terminal.json({ findings });
      return;
    case 'yaml':
      eachLine(terminal, dump({ findings }, { lineWidth: -1 }));
      return;
    case 'sarif':
      terminal.json(sarifOf(findings, packageVersion()));
      return;
    case 'junit':
      eachLine(terminal, junitOf(findings));
      return;
    case 'github':
      for (const line of githubLines(findings)) terminal.line(line);
      return;
    case 'text':
      for (const finding of findings) {
        for (const line of textOf(finding))
          terminal.line(
            ...line.map(({ level, text }) => (level === undefined ? text : { colour: colours[level], text })),
          );
      }
      terminal.line(sumOf(findings, objects));
      return;
    default:
      format satisfies never;
  }
}

function eachLine(terminal: Terminal, text: string): void {
  for (const line of text.trimEnd().split('\n')) terminal.line(line);
}

function listRules({ output }: AnalyzeOptions, terminal: Terminal): ExitCode {
  const rules = (Object.entries(catalogue) as [string, Rule][])
    .map(([rule, { levels, codes = [], on, says, instead }]) => ({ rule, levels, codes, on, says, instead }))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
  if (output === 'json') terminal.json({ rules });
  else if (output === 'yaml') eachLine(terminal, dump({ rules }, { lineWidth: -1 }));
  else
    for (const { rule, levels, codes, says } of rules)
      terminal.line(
        `${rule}  ${levels.join('|')}${codes.length === 0 ? '' : ` [${codes.join(', ')}]`}  ${says}`,
      );
  return ExitCode.ok;
}
