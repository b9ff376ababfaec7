import { relative, sep } from 'node:path';

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
  const place = files.find(({ file }) => isOutside(file, own));
  if (place === undefined) return undefined;
  const near = relative(process.cwd(), place.file);
  return `${near.startsWith(`..${sep}`) ? place.file : near}:${place.line}`;
}

function placeIn(line: string): { readonly file: string; readonly line: string } | undefined {
  const found = /^\s*at (?:.*\()?(?:file:\/\/)?(\/[^()]*|[A-Za-z]:[\\/][^()]*?):(\d+):\d+\)?$/.exec(line);
  return found ? { file: found[1] as string, line: found[2] as string } : undefined;
}

function isOutside(file: string, own: string): boolean {
  if (file.startsWith(own)) return examples.includes(file.slice(own.length).split(/[\\/]/)[0] as string);
  return !/[\\/]node_modules[\\/](constructs|cdk8s)[\\/]/.test(file);
}
