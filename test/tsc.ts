import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** What the compiler prints of a project or of files, line by line; nothing where all is right. */
export function tsc(args: readonly string[], cwd = root): string[] {
  // By its path: `npx tsc` is a file without an ending, which the first versions of Node 20 do not load.
  const compiler = join(root, 'node_modules/typescript/lib/tsc.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0 && stdout === '') throw new Error(`tsc ended with ${status}: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

/** Makes a folder below node_modules a project of one file, with this project's settings and others over them. */
export function compiledAlone(folder: string, file: string, settings: object): void {
  const compilerOptions = { ...settings, incremental: false, tsBuildInfoFile: null };
  const project = { extends: join(root, 'tsconfig.json'), include: [file], compilerOptions };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  // Below node_modules the compiler would go by the package's own, which says CommonJS.
  writeFileSync(join(folder, 'package.json'), '{}');
}
