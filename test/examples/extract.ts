import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from '../../scripts/import/folder';

const root = join(__dirname, '../..');

/** Code that a doc comment or a page of docs/ shows. */
export interface Example {
  /** Where it is shown: file and line. */
  readonly at: string;
  readonly code: string;
}

/** The `@example` blocks of lib/. */
export function examplesOfCode(): readonly Example[] {
  return files('lib', '.ts').flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/^ *\* @example *(.*(?:\n *\* (?!@).*)*)/gm)].map((match) => ({
      at: place(file, text, match.index),
      code: (match[1] as string).replaceAll(/^ *\* ?/gm, '').trim(),
    }));
  });
}

/** The TypeScript blocks of some pages. */
export function examplesOfPages(...pages: readonly string[]): readonly Example[] {
  return pages
    .map((page) => join(root, 'docs', page))
    .filter(existsSync)
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => ({
        at: place(file, text, match.index),
        code: (match[1] as string).trim(),
      }));
    });
}

/** The values that the files of lib/ export, each with its file. */
export function exportsOfCode(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of files('lib', '.ts')) {
    // Its examples have its names to themselves: `Gateway` is one of them.
    if (file.includes('/lib/gateway-api/')) continue;
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/^export (?:abstract )?(?:class|const|function) (\w+)/gm)) {
      const known = found.get(name as string);
      if (known === undefined || file.includes('/lib/istio/')) found.set(name as string, file);
    }
  }
  return found;
}

function files(folder: string, ending: string): readonly string[] {
  return filesBelow(join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => join(root, folder, file));
}

function place(file: string, text: string, index: number): string {
  return `${relative(root, file)}:${text.slice(0, index).split('\n').length}`;
}
