import { type Command, Option } from 'commander';
import type { AnalyzeOptions } from './analyze-command';
import { collected, type Surroundings } from './command';
import { partOf } from './command-part';
import type { ExitCode } from './exit-code';
import { readGiven } from './given-manifests';

/** The command that judges manifests; what it needs is loaded when it is run. */
export function addAnalysisCommands(
  program: Command,
  surroundings: Surroundings,
  end: (code: ExitCode) => void,
): void {
  const level = (flags: string, description: string) =>
    new Option(flags, description).choices(['error', 'warning', 'info']).default('error');
  program
    .command('analyze')
    .description('What is wrong with manifests? Answers for any YAML, without a cluster.')
    .option(
      '-f, --filename <path>',
      "a file or folder of manifests, - for standard input (default: the app's output with its folders)",
      collected,
    )
    .option('-R, --recursive', 'also the folders below a folder')
    .option('-n, --namespace <name>', 'where objects without a namespace belong', 'default')
    .option('--release <version>', 'the Istio that is to run them, such as 1.30 (default: the newest)')
    .option(
      '--complete [namespaces]',
      'all there is is given: of the whole world, or of these namespaces, with commas between them',
    )
    .addOption(
      new Option('-o, --output <format>', 'how to print')
        .choices(['text', 'json', 'yaml', 'sarif', 'junit', 'github'])
        .default('text'),
    )
    .addOption(level('--fail-on <level>', 'from which level on to end with 1; it changes nothing else'))
    .option(
      '--suppress <rule=object>',
      "do not tell a rule, or a code of istioctl, of an object, such as 'vs-host-unknown=VirtualService demo/*'",
      collected,
    )
    .option('--baseline <file>', 'do not tell what an earlier run told: a file that -o json printed')
    .option('--list', 'only list what can be told')
    .action(async (options: AnalyzeOptions) => {
      // What judges may still be on its way: the manifests are read meanwhile.
      const judging = partOf('analyze', surroundings);
      judging.catch(() => undefined);
      const reading = options.list ? { objects: [], unreadable: [] } : readGiven(options, surroundings.env);
      const { analyzeCommand } = await judging;
      end(analyzeCommand(reading, options, surroundings));
    });
}
