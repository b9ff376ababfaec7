import type { Outcome, Status } from '../diagnostics/outcome';
import type { Told } from './command';
import { ExitCode } from './exit-code';
import type { Kubectl } from './kubectl';
import type { Colour, Terminal } from './terminal';

const colours = {
  ok: 'green',
  note: 'gray',
  finding: 'red',
  unknown: 'yellow',
} as const satisfies Record<Status, Colour>;

/** One line of a command's result: a word in the first column, then what it is about. */
export function row(terminal: Terminal, word: string, text: string, colour: Colour = 'bold'): void {
  terminal.line({ colour, text: word.padEnd(8) }, ` ${text}`);
}

/** What to do about the row before. */
export function hintRow(terminal: Terminal, hint: string): void {
  terminal.line('         ', { colour: 'bold', text: '->' }, ` ${hint}`);
}

/** Prints outcomes for a reader, each finding with what mends it below. */
export function printOutcomes(terminal: Terminal, outcomes: readonly Outcome[]): void {
  for (const [index, { status, message, fix }] of outcomes.entries()) {
    row(terminal, status, message, colours[status]);
    // What mends several findings in a row is said once, below the last.
    if (fix !== undefined && outcomes[index + 1]?.fix !== fix) hintRow(terminal, fix);
  }
}

/** Prints in one line what the outcomes of a precheck come to. */
export function printVerdict(terminal: Terminal, outcomes: readonly Outcome[]): void {
  terminal.line();
  terminal.line(verdictLine(outcomes));
}

/**
 * What a command says as JSON, besides what is its own. Fields are only ever added; a change of meaning gets another
 * `schema`.
 */
export interface Report {
  readonly schema: `cdk8s-istio/${string}/v1`;
  /** `null` where no context was found, or none was needed. */
  readonly context: { readonly name: string; readonly server: string } | null;
  /** The exit code in words. */
  readonly verdict: 'ok' | 'findings' | 'cannot-ask';
  readonly outcomes: readonly Outcome[];
}

/** Builds the JSON report of a command that ended with a code. */
export function reportOf(command: string, code: ExitCode, { kubectl, outcomes, more }: Told): Report {
  return {
    schema: `cdk8s-istio/${command}/v1`,
    context: kubectl === undefined ? null : { name: kubectl.context, server: kubectl.server },
    ...more,
    verdict: verdicts[code],
    outcomes,
  };
}

const verdicts = {
  [ExitCode.ok]: 'ok',
  [ExitCode.findings]: 'findings',
  [ExitCode.cannotAsk]: 'cannot-ask',
} as const satisfies Record<ExitCode, Report['verdict']>;

/** What outcomes come to: a question without an answer outweighs a finding, since the answer isn't whole. */
export function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  if (outcomes.some(({ status }) => status === 'unknown')) return ExitCode.cannotAsk;
  return outcomes.some(({ status }) => status === 'finding') ? ExitCode.findings : ExitCode.ok;
}

function verdictLine(outcomes: readonly Outcome[]): string {
  const count = (status: Status) => outcomes.filter((outcome) => outcome.status === status).length;
  const [findings, unknown] = [count('finding'), count('unknown')];
  if (unknown > 0)
    return `${unknown} of the questions could not be asked, ${findings} found something to mend`;
  if (findings > 0) return findings === 1 ? '1 thing to mend' : `${findings} things to mend`;
  return 'all is ready';
}

/** Names the cluster that the lines after it are about. */
export function printContext(terminal: Terminal, kubectl: Kubectl): void {
  row(terminal, 'context', `${kubectl.context} (${kubectl.server})`);
}
