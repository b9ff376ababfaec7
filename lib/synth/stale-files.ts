import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/** Files written by this process: another app may share the output folder. */
const writtenHere = new Set<string>();

/** Remembers what this process wrote, so that its next synthesis does not take it for stale. */
export function rememberWritten(folder: string, files: Iterable<string>): void {
  for (const file of files) writtenHere.add(join(folder, file));
}

/** Of the recorded files those that this synthesis does not write: what another one of this process did, and the rest. */
export function unwrittenFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  recorded: ReadonlySet<string>,
): { kept: string[]; stale: string[] } {
  // On some systems a name in other letters is the same file.
  const current = new Set([...files.keys()].map((file) => file.toLowerCase()));
  const others = [...recorded]
    .filter((file) => !current.has(file.toLowerCase()) && isFileBelow(folder, file))
    .sort();
  const isKept = (file: string): boolean => writtenHere.has(join(folder, file));
  return { kept: others.filter(isKept), stale: others.filter((file) => !isKept(file)) };
}

/** Whether a file is there and is reached without following a link. */
function isFileBelow(folder: string, file: string): boolean {
  const segments = file.split('/');
  try {
    return segments.every((_, depth) => {
      const stat = lstatSync(join(folder, ...segments.slice(0, depth + 1)));
      return stat.isDirectory() === depth < segments.length - 1;
    });
  } catch {
    // It is not there, or is no name that a file could have: anyone may have edited the record.
    return false;
  }
}
