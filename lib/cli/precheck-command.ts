import { ConfigError } from '../diagnostics/error';
import { readSettings } from '../settings';
import type { CommonOptions, Surroundings } from './command';
import { ExitCode } from './exit-code';
import { connect, type Kubectl } from './kubectl';
import { readManifests } from './manifests';
import type { Outcome } from './outcome';
import { precheck } from './precheck';
import { type PrecheckReport, precheckReport, printContext, printOutcomes } from './report';

/** The options of `precheck`. */
export interface PrecheckOptions extends CommonOptions {
  readonly output: 'text' | 'json';
  readonly argocd?: boolean;
}

const exitCodes = {
  ok: ExitCode.ok,
  findings: ExitCode.findings,
  'cannot-ask': ExitCode.cannotAsk,
} as const satisfies Record<PrecheckReport['verdict'], ExitCode>;

/** Will it work here? */
export async function precheckCommand(
  options: PrecheckOptions,
  { terminal, env }: Surroundings,
): Promise<ExitCode> {
  const json = options.output === 'json';
  let kubectl: Kubectl | undefined;
  let release: string | undefined;
  let outcomes: readonly Outcome[];
  try {
    const settings = readSettings(env);
    release = settings.release.version;
    const folders = readManifests(options.dist, { argocd: options.argocd === true });
    kubectl = await connect(options, env);
    if (!json) printContext(terminal, kubectl);
    outcomes = await precheck(
      kubectl,
      folders.flatMap(({ manifests }) => manifests),
      settings,
    );
  } catch (error) {
    // In JSON the reason why the cluster could not be asked is an answer too.
    if (!json || !(error instanceof ConfigError)) throw error;
    outcomes = [{ check: 'cluster', status: 'unknown', message: error.message }];
  }
  const report = precheckReport(kubectl, release, outcomes);
  if (json) terminal.line(JSON.stringify(report, undefined, 2));
  else printOutcomes(terminal, outcomes);
  return exitCodes[report.verdict];
}
