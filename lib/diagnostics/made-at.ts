import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Rooms of this project that are written as a user would write them. */
const examples = ['bookinfo', 'checks'];

/**
 * The file and line in a stack that is the first outside of this library: where somebody made the construct, or
 * called the factory, that the error is about. Source maps have been applied to a stack where Node was told to.
 *
 * @returns undefined where the whole stack lies within, as in a bundle without a source map
 */
export function madeAt(stack: string): string | undefined {
  const files = stack.split('\n').flatMap((line) => placeIn(line) ?? []);
  const own = files[0]?.file.replace(/[^\\/]+[\\/][^\\/]+$/, '');
  if (own === undefined) return undefined;
  const first = files.find(({ file }) => isOutside(file, own));
  if (first === undefined) return undefined;
  const near = relative(process.cwd(), first.file);
  return `${near.startsWith(`..${sep}`) ? first.file : near}:${first.line}`;
}

/** The name of a function may come first; a folder may have any character in its name, a URL has some of them encoded. */
const place =
  /^\s*at (?:.*? \((?=file:|\/|[A-Za-z]:[\\/])|async )?(file:.*?|\/.*?|[A-Za-z]:[\\/].*?):(\d+):\d+\)?$/;

function placeIn(line: string): { readonly file: string; readonly line: string } | undefined {
  // Where a text was evaluated is no line of a file.
  const found = line.includes('(eval at ') ? null : place.exec(line);
  const file = found?.[1] as string;
  return found
    ? { file: file.startsWith('file:') ? pathOf(file) : file, line: found[2] as string }
    : undefined;
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}

function isOutside(file: string, own: string): boolean {
  if (file.startsWith(own)) return examples.includes(file.slice(own.length).split(/[\\/]/)[0] as string);
  return !/[\\/]node_modules[\\/](constructs|cdk8s)[\\/]/.test(file);
}
