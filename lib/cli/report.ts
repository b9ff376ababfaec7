import { contextLine, type Kubectl } from './kubectl';
import type { Outcome, Status } from './outcome';
import type { Colour, Terminal } from './terminal';

const colours = {
  ok: 'green',
  note: 'gray',
  finding: 'red',
  unknown: 'yellow',
} as const satisfies Record<Status, Colour>;

/** One line of a command's result: a word in the first column, then what it is about. */
export function row(terminal: Terminal, word: string, text: string, colour: Colour = 'bold'): void {
  terminal.line(`${terminal.paint(colour, word.padEnd(8))} ${text}`);
}

/** What to do about the row before. */
export function hintRow(terminal: Terminal, hint: string): void {
  terminal.line(`         ${terminal.paint('bold', '->')} ${hint}`);
}

/** Prints the outcomes of a precheck for a reader, each finding with what mends it below. */
export function printOutcomes(terminal: Terminal, outcomes: readonly Outcome[]): void {
  for (const [index, { status, message, fix }] of outcomes.entries()) {
    row(terminal, status, message, colours[status]);
    // What mends several findings in a row is said once, below the last.
    if (fix !== undefined && outcomes[index + 1]?.fix !== fix) hintRow(terminal, fix);
  }
  terminal.line();
  terminal.line(verdictLine(outcomes));
}

/** What a precheck says as JSON. Fields are only ever added; a change of meaning gets another `schema`. */
export interface PrecheckReport {
  readonly schema: 'cdk8s-istio/precheck/v1';
  /** `null` where no context was found. */
  readonly context: { readonly name: string; readonly server: string } | null;
  /** The Istio release that `dist/` is checked for; `null` where that was not known yet. */
  readonly release: string | null;
  /** The exit code in words. */
  readonly verdict: 'ok' | 'findings' | 'cannot-ask';
  readonly outcomes: readonly Outcome[];
}

/** Builds the JSON report of a precheck. */
export function precheckReport(
  kubectl: Kubectl | undefined,
  release: string | undefined,
  outcomes: readonly Outcome[],
): PrecheckReport {
  return {
    schema: 'cdk8s-istio/precheck/v1',
    context: kubectl === undefined ? null : { name: kubectl.context, server: kubectl.server },
    release: release ?? null,
    verdict: verdictOf(outcomes),
    outcomes,
  };
}

/** A question without an answer outweighs a finding: the answer isn't whole. */
function verdictOf(outcomes: readonly Outcome[]): PrecheckReport['verdict'] {
  if (outcomes.some(({ status }) => status === 'unknown')) return 'cannot-ask';
  return outcomes.some(({ status }) => status === 'finding') ? 'findings' : 'ok';
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
  row(terminal, 'context', contextLine(kubectl));
}
