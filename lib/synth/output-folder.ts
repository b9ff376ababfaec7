import { existsSync, lstatSync, mkdirSync, realpathSync, rmdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../diagnostics/error';

/**
 * Makes a folder where there is none, with those around it. Node.js can do that by itself, but never ends where the
 * system has no place for a folder, as below /proc.
 *
 * @returns the outermost folder that was made; undefined where all were there
 */
export function makeFolder(folder: string): string | undefined {
  const missing: string[] = [];
  for (let path = resolve(folder); !existsSync(path); path = dirname(path)) missing.unshift(path);
  try {
    for (const path of missing) makeOne(path);
  } catch (error) {
    removeEmpty(folder, missing[0] as string);
    throw error;
  }
  return missing[0];
}

/** Another run may have made it just now. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(folder)) throw error;
  }
}

/** Takes back folders that were made, from the innermost to the outermost, as far as nothing has come to lie in them. */
export function removeEmpty(innermost: string, outermost: string): void {
  for (let path = resolve(innermost); path.startsWith(outermost); path = dirname(path)) {
    try {
      rmdirSync(path);
    } catch {
      // It was not made, or another run writes there.
    }
  }
}

/**
 * The output folder behind any links.
 *
 * @throws ConfigError for a file
 */
export function realFolder(outdir: string): string {
  const folder = realpathSync(outdir);
  if (lstatSync(folder).isDirectory()) return folder;
  throw new ConfigError({
    at: 'synthesize',
    problem: 'the output folder is a file',
    got: outdir,
    instead: 'name a folder',
  });
}
