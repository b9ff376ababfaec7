import { carryOut, type Remains } from './clean-up/deletion';
import { type CleanUpPlan, planCleanUp } from './clean-up/plan';
import { remainingSteps } from './clean-up/remaining-steps';
import type { CommonOptions, Surroundings } from './command';
import { ExitCode } from './exit-code';
import { counted, shown } from './identity';
import { connect, type Kubectl } from './kubectl';
import { readManifests } from './manifests';
import { hintRow, printContext, row } from './report';
import type { Terminal } from './terminal';

/** The options of `clean-up`. */
export interface CleanUpOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly argocd?: boolean;
  readonly deleteForeign?: boolean;
  /** Seconds. */
  readonly timeout: number;
}

/** Take it away. */
export async function cleanUpCommand(
  options: CleanUpOptions,
  { terminal, env }: Surroundings,
): Promise<ExitCode> {
  const folders = readManifests(options.dist, { argocd: options.argocd === true });
  const kubectl = await connect(options, env);
  printContext(terminal, kubectl);
  const plan = await planCleanUp(kubectl, folders, options.deleteForeign === true);
  printPlan(terminal, plan, kubectl);
  const leftOurs = plan.kept.filter(({ ours }) => ours);
  const nothingToDo = plan.doomed.length === 0 && plan.kept.every(({ takeBack }) => takeBack.length === 0);
  if (options.dryRun === true) {
    row(terminal, 'dry run', 'nothing was changed', 'yellow');
    return ExitCode.ok;
  }
  if (!nothingToDo) {
    const allowed = options.yes === true || (await agreed(terminal, plan, kubectl));
    if (allowed === undefined) {
      terminal.complain('nobody can be asked here; nothing was changed. --yes deletes without asking');
      return ExitCode.cannotAsk;
    }
    if (!allowed) {
      row(terminal, 'stopped', 'nothing was changed', 'yellow');
      return ExitCode.findings;
    }
    const remains = await carryOut(kubectl, plan, options.timeout * 1000, (left, elapsed) =>
      terminal.progress(
        `waiting  ${counted(left.length, 'object')} still there: ${left.slice(0, 3).map(shown).join(', ')}` +
          ` (${Math.round(elapsed / 1000)} s of ${options.timeout} s)`,
      ),
    );
    terminal.endProgress();
    printRemains(terminal, plan, remains);
    if (remains.length > 0) return ExitCode.findings;
  }
  await remainingSteps(kubectl).then((steps) => printSteps(terminal, steps));
  return leftOurs.length > 0 ? ExitCode.findings : ExitCode.ok;
}

function printPlan(terminal: Terminal, plan: CleanUpPlan, kubectl: Kubectl): void {
  const { doomed, kept, absent, applications } = plan;
  const from = `from context ${kubectl.context}`;
  if (doomed.length === 0) row(terminal, 'delete', `nothing ${from}: no object of ours is there`);
  else row(terminal, 'delete', `${counted(doomed.length, 'object')} ${from}, in this order`);
  let file: string | undefined;
  for (const one of doomed) {
    if (one.file !== file) terminal.line(`         ${terminal.paint('gray', one.file)}`);
    file = one.file;
    terminal.line(`           ${shown(one.live)}`);
  }
  for (const { live, why, takeBack } of kept) {
    row(terminal, 'keep', `${shown(live)}: ${why}`, 'yellow');
    if (takeBack.length > 0) hintRow(terminal, `label ${takeBack.join(', ')} is taken off`);
  }
  if (kept.some(({ ours, takeBack }) => ours || takeBack.length === 0)) {
    hintRow(terminal, '--delete-foreign deletes these too, with all that is in them');
  }
  if (absent > 0) row(terminal, 'absent', `${counted(absent, 'object')} of dist/`, 'gray');
  for (const name of applications) {
    row(terminal, 'note', `the Argo CD application ${name} would bring back what it manages`, 'yellow');
    hintRow(
      terminal,
      `add --argocd, or first: ${kubectl.hint('kubectl', `-n argocd delete application ${name}`)}`,
    );
  }
}

async function agreed(
  terminal: Terminal,
  { doomed, kept }: CleanUpPlan,
  kubectl: Kubectl,
): Promise<boolean | undefined> {
  if (terminal.ask === undefined) return undefined;
  const taken = kept.reduce((count, { takeBack }) => count + takeBack.length, 0);
  const what =
    doomed.length > 0 ? `Delete ${counted(doomed.length, 'object')}` : `Take off ${counted(taken, 'label')}`;
  const answer = await terminal.ask(`${what} from context ${kubectl.context}? [y/N] `);
  return /^y(es)?$/i.test(answer.trim());
}

function printRemains(terminal: Terminal, { doomed }: CleanUpPlan, remains: readonly Remains[]): void {
  const gone = doomed.length - remains.length;
  if (gone > 0) row(terminal, 'gone', counted(gone, 'object'), 'green');
  for (const { object, why } of remains) row(terminal, 'left', `${shown(object)} ${why}`, 'red');
}

function printSteps(terminal: Terminal, steps: readonly string[]): void {
  if (steps.length === 0) return;
  row(terminal, 'next', 'Istio itself is still installed, for others too; this removes it:');
  for (const step of steps) hintRow(terminal, step);
}
