import { join } from 'node:path';
import type { Command } from 'commander';
import type { Surroundings } from './command';
import { partOf } from './command-part';
import type { ExitCode } from './exit-code';
import type { InitOptions } from './init-command';
import { packageFolder } from './package-version';

/** The commands that make a project and write its manifests. */
export function addProjectCommands(
  program: Command,
  run: (action: (surroundings: Surroundings) => Promise<ExitCode>) => Promise<void>,
): void {
  program
    .command('init')
    .description('Writes a new project: an app, a test, a workflow.')
    .argument('[folder]', 'where to', '.')
    .option('--name <name>', 'its name and namespace (default: the name of the folder)')
    .option('--package <source>', 'what npm installs cdk8s-istio from (default: this version)')
    .action((folder: string, options: InitOptions) =>
      run(async (surroundings) =>
        (await partOf('init', surroundings)).initCommand(folder, options, surroundings),
      ),
    );
  // bin/cdk8s-istio.mjs starts these by itself; here they are for --help.
  const executableDir = join(packageFolder(), 'bin');
  program.executableDir(executableDir);
  program.command('synth [main.ts]', 'Runs main.ts, writes its manifests and tells what it wrote.', {
    executableFile: 'synth.cjs',
  });
  program.command('watch [main.ts]', 'The same again on every save.', { executableFile: 'watch.cjs' });
}
