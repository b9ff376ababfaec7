import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file in the output folder that lists what synthesis wrote there. kubectl and Argo CD read no file of such a name. */
export const recordName = '.written-by-synth';

const heading = '# The files that synthesis wrote here, and may therefore replace and remove.\n';

/** The text of the record for these files. */
export function recordOf(files: Iterable<string>): string {
  return `${heading}${[...files].sort().join('\n')}\n`;
}

/** The text of the record that is there; empty where there is none that can be read. */
export function recordText(folder: string): string {
  try {
    return readFileSync(join(folder, recordName), 'utf8');
  } catch {
    return '';
  }
}

/** The files that a record lists. */
export function recordedIn(text: string): ReadonlySet<string> {
  const lines = text
    .split(/\r?\n/)
    .filter((line, index) => line !== '' && (index > 0 || !line.startsWith('# ')));
  // A record is a file that anyone may have edited: a line that leads out of the folder is not followed.
  return new Set(
    lines.filter((line) => line.split('/').every((segment) => !['', '.', '..'].includes(segment))),
  );
}
