import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../diagnostics/error';
import { cleanUpCommand } from './clean-up-command';
import type { CommonOptions, Surroundings } from './command';
import { ExitCode } from './exit-code';
import { precheckCommand } from './precheck-command';
import { verifyCommand } from './verify-command';

/**
 * Runs the command line and says what the process should end with. It never throws: what a user can mend is one
 * line on standard error, and so is what he can't, with a word that it is our fault.
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let code: ExitCode = ExitCode.ok;
  const program = new Command('cdk8s-istio')
    .description('Asks a cluster whether dist/ will work in it, whether it does, and takes it away again.')
    .configureOutput({
      writeOut: (text) => surroundings.terminal.line(text.trimEnd()),
      writeErr: (text) => surroundings.terminal.complain(text.trimEnd()),
    })
    .showHelpAfterError('(--help tells more)')
    .exitOverride();
  const command = <Options extends CommonOptions>(
    name: string,
    description: string,
    action: (options: Options, surroundings: Surroundings) => Promise<ExitCode>,
  ) =>
    program
      .command(name)
      .description(description)
      .option('--context <name>', "the kubeconfig's context (default: its current one)")
      .option('--kubeconfig <file>', "the kubeconfig (default: kubectl's)")
      .option('--dist <folder>', 'the folder of manifests', 'dist')
      .action(async (options: Options) => {
        code = await action(options, surroundings);
      });
  command('precheck', 'Will it work here? Asks the cluster and changes nothing.', precheckCommand)
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--argocd', 'look at dist/argocd as well');
  command('verify', 'Does it work? Asks for the page from outside and changes nothing.', verifyCommand)
    .option('--timeout <seconds>', 'how long to wait for the page', seconds, 120)
    .option('--address <url>', 'ask here instead of looking for the address of the ingress gateway', address)
    .addOption(
      new Option('--via <way>', 'use this way only').choices(['load-balancer', 'node-port', 'port-forward']),
    )
    .option('--path <path>', 'the page', '/productpage')
    .option('--title <title>', "the page's title", 'Simple Bookstore App')
    .option('--unrouted <path>', 'a path that must not be routed', '/health');
  command('clean-up', 'Take it away: shows what it will delete, asks, deletes and waits.', cleanUpCommand)
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'only show what would be deleted')
    .option('--argocd', 'delete the objects of dist/argocd as well')
    .option(
      '--delete-foreign',
      'also delete what only shares a name with ours, and namespaces with all that others have put there',
    )
    .option('--timeout <seconds>', 'how long to wait until all is gone', seconds, 180);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    surroundings.terminal.endProgress();
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.cannotAsk;
    if (error instanceof ConfigError) surroundings.terminal.complain(error.message);
    else
      surroundings.terminal.complain(`this is a defect of cdk8s-istio, please report it: ${String(error)}`);
    return ExitCode.cannotAsk;
  }
}

/** `localhost:8080` means HTTP. */
function address(text: string): string {
  const url = /^https?:\/\//.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url)) throw new InvalidArgumentError('write an address, such as http://localhost:8080.');
  return url;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('write a number of seconds, such as 60.');
  return value;
}
