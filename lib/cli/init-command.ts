import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigError } from '../diagnostics/error';
import { isDnsLabel } from '../values/dns-label';
import { shellWord } from '../values/shell-word';
import type { Surroundings } from './command';
import { ExitCode } from './exit-code';
import { projectFiles } from './init/project-files';
import { packageVersion } from './package-version';

/** What `init` may be told. */
export interface InitOptions {
  /** The name of the project; else that of its folder. */
  readonly name?: string;
  /** What npm installs cdk8s-istio from; else this version. */
  readonly package?: string;
}

/**
 * Writes the files of a new project into a folder: an app that synthesizes, a test, a workflow. It installs nothing,
 * and writes nothing at all where one of the files is there already.
 *
 * @throws ConfigError where a file is there already or can't be written, and where the name is no DNS label
 */
export function initCommand(folder: string, options: InitOptions, surroundings: Surroundings): ExitCode {
  const name = options.name ?? basename(resolve(folder)).toLowerCase();
  if (!isDnsLabel(name)) {
    throw new ConfigError({
      problem: 'the name of a project becomes its namespace, which is a DNS label',
      got: name,
      instead: 'use lower-case letters, digits and dashes, such as --name shop',
    });
  }
  const files = projectFiles({ name, source: options.package ?? `^${packageVersion()}` });
  const there = Object.keys(files).filter((file) => existsSync(join(folder, file)));
  if (there.length > 0) {
    throw new ConfigError({
      at: folder,
      problem: 'a new project overwrites nothing, and these files are there already',
      got: there,
      instead: 'choose an empty folder, such as npx cdk8s-istio init shop',
    });
  }
  const { terminal } = surroundings;
  for (const [file, text] of Object.entries(files)) {
    writeNew(join(folder, file), text);
    terminal.line({ colour: 'green', text: 'written' }, `  ${join(folder, file)}`);
  }
  const enter = folder === '.' ? '' : `cd ${shellWord(folder)} && `;
  terminal.line();
  terminal.line('next:');
  terminal.line(`  ${enter}npm install && npm test && npm run synth`);
  return ExitCode.ok;
}

function writeNew(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new ConfigError({
      at: file,
      problem: "it can't be written",
      got: (error as NodeJS.ErrnoException).code,
      instead: 'make room, or name a folder that can be written',
    });
  }
}
