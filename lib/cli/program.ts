import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../diagnostics/error';
import { cleanUpCommand } from './clean-up-command';
import type { CommonOptions, Surroundings, Told, Work } from './command';
import { ExitCode } from './exit-code';
import type { Outcome } from './outcome';
import { precheckCommand } from './precheck-command';
import { reportOf } from './report';
import { addRoutingCommands } from './routing-commands';
import type { Terminal } from './terminal';
import { verifyCommand } from './verify-command';

/**
 * Runs the command line and says what the process should end with. It never throws: what a user can mend is one
 * line on standard error, and so is what he can't, with a word that it is our fault. With `-o json` both are JSON on
 * standard output, where nothing else is then.
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal } = surroundings;
  let code: ExitCode = ExitCode.ok;
  const program = new Command('cdk8s-istio')
    .description('Asks a cluster whether dist/ will work in it, whether it does, and takes it away again.')
    .configureOutput({
      writeOut: (text) => eachLine(text, (line) => terminal.line(line)),
      writeErr: (text) => eachLine(text, (line) => terminal.complain(line)),
    })
    .showHelpAfterError('(--help tells more)')
    .exitOverride();
  const command = <Options extends CommonOptions>(
    name: string,
    description: string,
    action: Action<Options>,
  ) =>
    program
      .command(name)
      .description(description)
      .option('--context <name>', "the kubeconfig's context (default: its current one)")
      .option('--kubeconfig <file>', "the kubeconfig (default: kubectl's)")
      .option('--dist <folder>', 'the folder of manifests', 'dist')
      .option(
        '--call-timeout <seconds>',
        'how long one call of kubectl may take (default: 30, at a terminal 180)',
        seconds,
      )
      .addOption(
        new Option('-o, --output <format>', 'how to print').choices(['text', 'json']).default('text'),
      )
      .action(async (options: Options) => {
        code = await reported(name, options, surroundings, action);
      });
  command('precheck', 'Will it work here? Asks the cluster and changes nothing.', precheckCommand).option(
    '--argocd',
    'look at dist/argocd as well',
  );
  command('verify', 'Does it work? Asks for the page from outside and changes nothing.', verifyCommand)
    .option('--timeout <seconds>', 'how long all of it may take', seconds, 120)
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
      '--unlabelled [objects...]',
      'also delete what does not carry the label of dist/: all of it, or what is named, such as configmap/settings',
    )
    .option(
      '--delete-foreign',
      'also delete what belongs to others, and namespaces with all that others have put there',
    )
    .option('--timeout <seconds>', 'how long to wait until all is gone', seconds, 180);
  addRoutingCommands(program, surroundings, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    terminal.endProgress();
    if (error instanceof CommanderError && error.exitCode === 0) return ExitCode.ok;
    const message = messageOf(error, surroundings);
    if (asksForJson(args)) {
      const outcomes: Outcome[] = [{ check: 'command-line', status: 'unknown', message }];
      terminal.json(reportOf(commandOf(program, args), ExitCode.cannotAsk, { outcomes, more: {} }));
    } else if (!(error instanceof CommanderError)) terminal.complain(message);
    return ExitCode.cannotAsk;
  }
}

type Action<Options> = (options: Options, work: Work) => Promise<ExitCode>;

/** Runs a command, and tells how it ended in the way that was asked for. */
async function reported<Options extends CommonOptions>(
  name: string,
  options: Options,
  surroundings: Surroundings,
  action: Action<Options>,
): Promise<ExitCode> {
  const json = options.output === 'json';
  const told: Told = { outcomes: [], more: {} };
  const terminal = json ? silenced(surroundings.terminal) : surroundings.terminal;
  let code: ExitCode;
  try {
    code = await action(options, { ...surroundings, terminal, told });
  } catch (error) {
    code = ExitCode.cannotAsk;
    const message = messageOf(error, surroundings);
    surroundings.terminal.endProgress();
    told.outcomes = [...told.outcomes, { check: 'cluster', status: 'unknown', message }];
    terminal.complain(message);
  }
  if (json) surroundings.terminal.json(reportOf(name, code, told));
  return code;
}

/** A terminal at which only what is waited for is told, and nobody is asked. */
function silenced(terminal: Terminal): Terminal {
  const nothing = () => undefined;
  return {
    line: nothing,
    json: nothing,
    complain: nothing,
    progress: (text) => terminal.progress(text),
    endProgress: () => terminal.endProgress(),
    ask: undefined,
  };
}

function messageOf(error: unknown, { stop }: Surroundings): string {
  if (stop?.aborted) return (stop.reason as Error).message;
  if (error instanceof ConfigError) return error.message;
  if (error instanceof CommanderError) return error.message.replace(/^error: /, '');
  return `this is a defect of cdk8s-istio, please report it: ${String(error)}`;
}

function asksForJson(args: readonly string[]): boolean {
  return args.some(
    (arg, index) =>
      /^(-o|--output)=?json$/.test(arg) || (/^(-o|--output)$/.test(arg) && args[index + 1] === 'json'),
  );
}

function commandOf(program: Command, [first]: readonly string[]): string {
  return program.commands.map((command) => command.name()).find((name) => name === first) ?? 'command-line';
}

function eachLine(text: string, write: (line: string) => void): void {
  for (const line of text.trimEnd().split('\n')) write(line);
}

/** `localhost:8080` means HTTP. */
function address(text: string): string {
  const url = /^https?:\/\//.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url)) throw new InvalidArgumentError('write an address, such as http://localhost:8080.');
  return url;
}

/** The longest that a timer takes. */
const longest = 2 ** 31 / 1000;

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < longest))
    throw new InvalidArgumentError('write a number of seconds, such as 60.');
  return value;
}
