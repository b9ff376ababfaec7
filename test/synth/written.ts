import type { Output } from '../../lib/synth/output';
import { writeOutput } from '../../lib/synth/write-output';
import { contents, folderWith } from './folders';

/** The first line of the record. */
export const heading = '# The files that synthesis wrote here, and may therefore replace and remove.\n';

/** An output; those that end like files of objects have one each. */
export function output(files: Record<string, string>): Output {
  const withObjects = Object.keys(files).filter((file) => file.endsWith('.k8s.yaml'));
  return { files: new Map(Object.entries(files)), counts: new Map(withObjects.map((file) => [file, 1])) };
}

/** A folder that another process has written: this one remembers what it wrote itself. */
export function writtenFolder(files: Record<string, string>): string {
  return folderWith({ ...files, '.written-by-synth': `${heading}${Object.keys(files).sort().join('\n')}\n` });
}

/** The files of a folder without the record. */
export function filesOf(folder: string): Record<string, string> {
  const { '.written-by-synth': _, ...files } = contents(folder);
  return files;
}

/** What became of each file. */
export function states(folder: string, what: Output): string[] {
  return writeOutput(folder, what).map(({ file, state, objects }) => `${file} ${state} ${objects}`);
}
