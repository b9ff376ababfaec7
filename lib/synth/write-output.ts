import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What became of a file. */
export interface WrittenFile {
  /** Relative to the output folder. */
  readonly file: string;
  readonly state: 'new' | 'changed' | 'unchanged' | 'removed';
}

/** Writes the files of an output. */
export function writeOutput(outdir: string, files: ReadonlyMap<string, string>): WrittenFile[] {
  return [...files].map(([file, text]): WrittenFile => {
    const path = join(outdir, file);
    const old = readOld(path);
    if (old === text) return { file, state: 'unchanged' };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return { file, state: old === undefined ? 'new' : 'changed' };
  });
}

function readOld(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
