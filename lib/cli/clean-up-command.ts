import { counted } from '../diagnostics/counted';
import { identity, shown } from '../kubernetes/identity';
import { carryOut } from './clean-up/deletion';
import { type CleanUpPlan, planCleanUp } from './clean-up/plan';
import { remainingSteps } from './clean-up/remaining-steps';
import { planAsData, printPlan, printRemains, printSteps, remainsAsData } from './clean-up/report';
import { namedIn } from './clean-up/unlabelled-names';
import type { CommonOptions, Work } from './command';
import { ExitCode } from './exit-code';
import { connect, type Kubectl } from './kubectl';
import { readManifests } from './manifests';
import { printContext, row } from './report';

/** The options of `clean-up`. */
export interface CleanUpOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly argocd?: boolean;
  /** Objects that are deleted though they do not carry our label, or all of them. */
  readonly unlabelled?: true | readonly string[];
  readonly deleteForeign?: boolean;
  /** Seconds. */
  readonly timeout: number;
}

/** Take it away. */
export async function cleanUpCommand(options: CleanUpOptions, work: Work): Promise<ExitCode> {
  const { terminal, env, stop, told } = work;
  const argocd = options.argocd === true;
  const folders = readManifests(options.dist, { argocd });
  const permission = {
    deleteForeign: options.deleteForeign === true,
    unlabelled: namedIn(folders, options.unlabelled),
  };
  const kubectl = await connect(options, env, stop);
  told.kubectl = kubectl;
  printContext(terminal, kubectl);
  const look = () => planCleanUp(kubectl, folders, permission);
  const plan = await look();
  told.more = { dryRun: options.dryRun === true, ...planAsData(plan) };
  printPlan(terminal, plan, kubectl, { argocd });
  if (options.dryRun === true) {
    row(terminal, 'dry run', 'nothing was changed', 'yellow');
    return ExitCode.ok;
  }
  if (plan.doomed.length > 0 || labelsOf(plan) > 0) {
    const stopped = options.yes === true ? undefined : await askFirst(work, kubectl, plan, look);
    if (stopped !== undefined) return stopped;
    const waiting: Parameters<typeof carryOut>[3] = (left, elapsed) => {
      const some = left.slice(0, 3).map(shown).join(', ');
      const time = `${Math.round(elapsed / 1000)} s of ${options.timeout} s`;
      terminal.progress(`waiting  ${counted(left.length, 'object')} still there: ${some} (${time})`);
    };
    const remains = await carryOut(kubectl, plan, options.timeout * 1000, waiting, stop);
    terminal.endProgress();
    told.more = { ...told.more, ...remainsAsData(plan, remains) };
    printRemains(terminal, plan, remains);
    if (remains.length > 0) return ExitCode.findings;
  }
  const steps = await remainingSteps(kubectl);
  told.more = { ...told.more, next: steps };
  printSteps(terminal, steps);
  return plan.kept.some(({ ours }) => ours) ? ExitCode.findings : ExitCode.ok;
}

/** What to end with where the user did not agree to what was shown; `undefined` to go on. */
async function askFirst(
  { terminal, told }: Work,
  kubectl: Kubectl,
  plan: CleanUpPlan,
  look: () => Promise<CleanUpPlan>,
): Promise<ExitCode | undefined> {
  if (terminal.ask === undefined) {
    const message = 'nobody can be asked here; nothing was changed. --yes deletes without asking';
    told.outcomes = [{ check: 'consent', status: 'unknown', message }];
    terminal.complain(message);
    return ExitCode.cannotAsk;
  }
  const count = plan.doomed.length;
  const what =
    count > 0 ? `Delete ${counted(count, 'object')}` : `Take off ${counted(labelsOf(plan), 'label')}`;
  const answer = await terminal.ask(`${what} from context ${kubectl.context}? [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) {
    row(terminal, 'stopped', 'nothing was changed', 'yellow');
    return ExitCode.findings;
  }
  // While the question stood there, someone may have put something into a namespace.
  if (fingerprint(await look()) === fingerprint(plan)) return undefined;
  row(terminal, 'stopped', 'the cluster has changed meanwhile, so nothing was deleted; look again', 'yellow');
  return ExitCode.findings;
}

function labelsOf({ kept }: CleanUpPlan): number {
  return kept.reduce((count, { takeBack }) => count + takeBack.length, 0);
}

function fingerprint({ doomed, kept }: CleanUpPlan): string {
  return JSON.stringify([
    doomed.map(({ live }) => [identity(live), live.metadata.uid]),
    kept.map(({ live, why, takeBack }) => [identity(live), why, takeBack]),
  ]);
}
