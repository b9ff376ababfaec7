import { Command, CommanderError } from 'commander';
import type { Outcome } from '../diagnostics/outcome';
import { addAnalysisCommands } from './analysis-commands';
import { type Action, addClusterCommands } from './cluster-commands';
import type { CommonOptions, Surroundings, Told } from './command';
import { ExitCode } from './exit-code';
import { packageVersion } from './package-version';
import { readProject } from './project';
import { addProjectCommands } from './project-commands';
import { reportOf } from './report';
import { addRoutingCommands } from './routing-commands';
import type { Terminal } from './terminal';

/**
 * Runs the command line and says what the process should end with. It never throws: what a user can mend is one
 * line on standard error, and so is what he can't, with a word that it is our fault. With `-o json` both are JSON on
 * standard output, where nothing else is then.
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal } = surroundings;
  let code: ExitCode = ExitCode.ok;
  const program = new Command('cdk8s-istio')
    .version(packageVersion(), '-V, --version', 'display the version')
    .description('Writes the manifests of an Istio mesh, and asks a cluster what it makes of them.')
    .configureOutput({
      writeOut: (text) => eachLine(text, (line) => terminal.line(line)),
      writeErr: (text) => eachLine(text, (line) => terminal.complain(line)),
    })
    .showHelpAfterError('(--help tells more)')
    .exitOverride();
  try {
    const end = (ended: ExitCode) => {
      code = ended;
    };
    // Reading the project's settings takes longer than many a command: only who needs them asks for them.
    const groups: readonly { readonly names: readonly string[]; readonly add: () => void }[] = [
      {
        names: ['init'],
        add: () => addProjectCommands(program, async (action) => end(await action(surroundings))),
      },
      {
        names: ['precheck', 'verify', 'clean-up'],
        add: () =>
          addClusterCommands(program, readProject(process.cwd()), async (name, options, action) =>
            end(await reported(name, options, surroundings, action)),
          ),
      },
      { names: ['analyze'], add: () => addAnalysisCommands(program, surroundings, end) },
      { names: ['trace', 'who-can-call'], add: () => addRoutingCommands(program, surroundings, end) },
    ];
    const asked = groups.find(({ names }) => names.includes(args[0] ?? ''));
    for (const { add } of asked === undefined ? groups : [asked]) add();
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
  // Ends with the command, so that nothing that it no longer waits for goes on.
  const whole = new AbortController();
  const stopped = () => whole.abort(surroundings.stop?.reason);
  surroundings.stop?.addEventListener('abort', stopped);
  let code: ExitCode;
  try {
    code = await action(options, { ...surroundings, stop: whole.signal, terminal, told });
  } catch (error) {
    code = ExitCode.cannotAsk;
    const message = messageOf(error, surroundings);
    surroundings.terminal.endProgress();
    told.outcomes = [...told.outcomes, { check: 'cluster', status: 'unknown', message }];
    terminal.complain(message);
  } finally {
    surroundings.stop?.removeEventListener('abort', stopped);
    whole.abort(new Error('the command has ended'));
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
  // A command that was bundled by itself has a class of its own.
  if (error instanceof Error && error.name === 'ConfigError') return error.message;
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
