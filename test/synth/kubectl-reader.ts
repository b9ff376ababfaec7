import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fill, folderWith } from './folders';

/** Whether kubectl is there to be asked; it needs no cluster for it. */
export const hasKubectl = spawnSync('kubectl', ['version', '--client'], { timeout: 30_000 }).status === 0;

/** An object with these fields that kubectl takes, whatever they are. */
export function objectWith(fields: object, index: number): object {
  return { apiVersion: 'example.org/v1', kind: 'Text', metadata: { name: `n${index}` }, ...fields };
}

/** What kubectl reads in one stream of objects. */
export function readTogether(documents: readonly string[]): unknown[] {
  const { objects, stderr } = label('-', documents.join('---\n'));
  if (stderr !== '') throw new Error(stderr.slice(0, 2000));
  return objects;
}

/** What kubectl reads in files of one object each; undefined for a file that it refuses. */
export function readApart(documents: readonly string[]): unknown[] {
  const folder = folderWith();
  fill(folder, Object.fromEntries(documents.map((text, index) => [`${index}.yaml`, text])));
  const { objects } = label(folder);
  const byName = new Map(objects.map((object) => [object.metadata?.name, object]));
  return documents.map((_, index) => byName.get(`n${index}`));
}

interface Labelled {
  readonly metadata?: { readonly name?: string };
}

function label(file: string, input = ''): { objects: Labelled[]; stderr: string } {
  const args = ['label', '--local', '-f', file, '-o', 'json', 'x=y'];
  const env = { ...process.env, KUBECONFIG: join(__dirname, 'none') };
  const { stdout, stderr } = spawnSync('kubectl', args, { encoding: 'utf8', env, input, maxBuffer: 2 ** 30 });
  const texts = stdout.split(/^(?=\{$)/m).filter((text) => text !== '');
  const objects = texts.map((text) =>
    JSON.parse(text, (key, value) => (key === 'labels' && value.x === 'y' ? undefined : value)),
  );
  return { objects, stderr };
}
