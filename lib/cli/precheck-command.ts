import { readSettings } from '../settings';
import type { CommonOptions, Work } from './command';
import type { ExitCode } from './exit-code';
import { connect } from './kubectl';
import { readManifests } from './manifests';
import { precheck } from './precheck';
import { exitCodeOf, printContext, printOutcomes, printVerdict } from './report';

/** The options of `precheck`. */
export interface PrecheckOptions extends CommonOptions {
  readonly argocd?: boolean;
}

/** Will it work here? */
export async function precheckCommand(
  options: PrecheckOptions,
  { terminal, env, stop, told }: Work,
): Promise<ExitCode> {
  told.more = { release: null };
  const settings = readSettings(env);
  told.more = { release: settings.release.version };
  const folders = readManifests(options.dist, { argocd: options.argocd === true });
  const kubectl = await connect(options, env, stop);
  told.kubectl = kubectl;
  printContext(terminal, kubectl);
  told.outcomes = await precheck(
    kubectl,
    folders.flatMap(({ manifests }) => manifests),
    settings,
  );
  printOutcomes(terminal, told.outcomes);
  printVerdict(terminal, told.outcomes);
  return exitCodeOf(told.outcomes);
}
