import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CleanUpOptions } from './clean-up-command';
import type { CommonOptions, Work } from './command';
import { partOf } from './command-part';
import type { ExitCode } from './exit-code';
import type { PrecheckOptions } from './precheck-command';
import type { Project } from './project';
import type { VerifyOptions } from './verify-command';

/** What a command that asks a cluster does. */
export type Action<Options> = (options: Options, work: Work) => Promise<ExitCode>;

/** How such a command is run, by its name. */
type Run = <Options extends CommonOptions>(
  name: string,
  options: Options,
  action: Action<Options>,
) => Promise<void>;

// What a command needs is loaded when it is run: the others should not wait for it.
const precheck: Action<PrecheckOptions> = async (options, work) =>
  (await partOf('precheck', work)).precheckCommand(options, work);
const verify: Action<VerifyOptions> = async (options, work) =>
  (await partOf('verify', work)).verifyCommand(options, work);
const cleanUp: Action<CleanUpOptions> = async (options, work) =>
  (await partOf('clean-up', work)).cleanUpCommand(options, work);

/** The commands that ask a cluster. */
export function addClusterCommands(program: Command, project: Project, run: Run): void {
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
      .option('--dist <folder>', 'the folder of manifests', project.output)
      .option(
        '--call-timeout <seconds>',
        'how long one call of kubectl may take (default: 30, at a terminal 180)',
        seconds,
      )
      .addOption(
        new Option('-o, --output <format>', 'how to print').choices(['text', 'json']).default('text'),
      )
      .action((options: Options) => run(name, options, action));
  command('precheck', 'Will it work here? Asks the cluster and changes nothing.', precheck).option(
    '--argocd',
    'look at dist/argocd as well',
  );
  command('verify', 'Does it work? Asks for the page from outside and changes nothing.', verify)
    .option('--timeout <seconds>', 'how long all of it may take', seconds, 120)
    .option('--address <url>', 'ask here instead of looking for the address of the ingress gateway', address)
    .addOption(
      new Option('--via <way>', 'use this way only').choices(['load-balancer', 'node-port', 'port-forward']),
    )
    .option('--path <path>', 'the page', project.verify.path ?? '/')
    .option('--title <title>', "the page's title, where it must have one", project.verify.title)
    .option('--unrouted <path>', 'a path that must not be routed', project.verify.unrouted);
  command('clean-up', 'Take it away: shows what it will delete, asks, deletes and waits.', cleanUp)
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
