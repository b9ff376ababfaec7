import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './measure';
import { temporaryFolder } from './temporary-folder';

const program = ['main.ts', 'lib', 'imports', 'schemas', 'bin', 'package.json'];

/** A copy of the program, and of what else is named, whose sources can be edited; what is installed is the same, caches are not. */
export function copyOfProject(...others: readonly string[]): string {
  const project = temporaryFolder();
  for (const name of [...program, ...others])
    cpSync(join(root, name), join(project, name), { recursive: true });
  // Each package and not the folder: the content of a folder behind a link is compared anew by every run.
  mkdirSync(join(project, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  return project;
}
