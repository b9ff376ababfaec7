import { type HttpSet, httpCovers } from './http-set';
import type { TextSet } from './text-set';

/** Sets that were seen, found again by what could cover another: without looking at each. */
export class TakenBefore<Owner> {
  private readonly byPath = new Map<string, { readonly set: HttpSet; readonly owner: Owner }[]>();

  public add(set: HttpSet, owner: Owner): void {
    const key = keyOf(set.texts.get('uri'));
    const known = this.byPath.get(key);
    if (known === undefined) this.byPath.set(key, [{ set, owner }]);
    else known.push({ set, owner });
  }

  /** The first that takes all that a set takes. */
  public coveringOf(set: HttpSet): Owner | undefined {
    if (this.byPath.size === 0) return undefined;
    for (const key of keysThatCover(set.texts.get('uri'))) {
      const found = this.byPath.get(key)?.find((one) => httpCovers(one.set, set));
      if (found !== undefined) return found.owner;
    }
    return undefined;
  }
}

function keyOf(path: TextSet | undefined): string {
  if (path === undefined || path.kind === 'present') return 'any';
  return path.kind === 'regex' ? 'regex' : `${path.kind} ${path.text.toLowerCase()}`;
}

/** The keys of the sets that may cover a path: its own, those of its beginnings, and expressions. */
function* keysThatCover(path: TextSet | undefined): Iterable<string> {
  yield 'any';
  if (path === undefined || path.kind === 'present') return;
  yield 'regex';
  if (path.kind === 'regex') return;
  const text = path.text.toLowerCase();
  if (path.kind === 'exact') yield `exact ${text}`;
  // Longer ones are not beginnings that anybody writes.
  for (let length = Math.min(text.length, 1024); length > 0; length--)
    yield `prefix ${text.slice(0, length)}`;
}
