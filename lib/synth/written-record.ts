import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The file in the output folder that lists what synthesis wrote there under ordinary names and in folders.
 * kubectl and Argo CD read no file of such a name.
 */
export const recordName = '.written-by-synth';

const heading = '# The files that synthesis wrote here, and may therefore replace and remove.\n';

/** The text of the record for these files. */
export function recordOf(files: Iterable<string>): string {
  return `${heading}${[...files].sort().join('\n')}\n`;
}

/** The files that the last synthesis recorded in a folder, the record among them; none where there is no record. */
export function readRecord(folder: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(join(folder, recordName), 'utf8');
  } catch {
    return new Set();
  }
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  // A record is a file that anyone may have edited: a line that leads out of the folder is not followed.
  const inside = lines.filter((line) =>
    line.split('/').every((segment) => !['', '.', '..'].includes(segment)),
  );
  return new Set([recordName, ...inside]);
}
