const most = 40;

/**
 * Words the known names for an error, the one nearest to what was written first:
 * `did you mean 'v3'? known are 'v1', 'v2', 'v3'`.
 */
export function suggest(written: unknown, known: readonly (string | number)[]): string {
  if (known.length === 0) return 'none is known';
  // A number is a near name too; of an object there is none.
  const text = typeof written === 'string' || typeof written === 'number' ? String(written) : '';
  const names = known.map(String);
  const near = nearest(text, names);
  // Of thousands nobody reads more than some.
  const more = known.length > most ? `, and ${known.length - most} more` : '';
  const list = `known are ${known.slice(0, most).map(asWritten).join(', ')}${more}`;
  const meant = near === undefined ? undefined : known[names.indexOf(near)];
  return meant === undefined ? list : `did you mean ${asWritten(meant)}? ${list}`;
}

function asWritten(name: string | number): string {
  return typeof name === 'string' ? `'${name}'` : String(name);
}

/**
 * The known name that was probably meant; undefined where none is near.
 *
 * @param near how many letters may differ
 */
export function nearest(
  written: string,
  known: readonly string[],
  near = Math.max(1, Math.floor(written.length / 3)),
): string | undefined {
  let meant = known.find(
    (name) => name.length === written.length && name.toLowerCase() === written.toLowerCase(),
  );
  if (meant !== undefined) return meant;
  let least = near + 1;
  for (const name of known) {
    // Its distance is at least the difference of the lengths: a name of a megabyte is near to none.
    if (Math.abs(name.length - written.length) >= least) continue;
    const distance = editDistance(written, name);
    if (distance < least) [meant, least] = [name, distance];
  }
  return meant;
}

/** How many letters are missing, too many or others, two that changed places being one. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (previous[column - 1] as number) + (isSame ? 0 : 1),
          (previous[column] as number) + 1,
          (current[column - 1] as number) + 1,
          isSwapped ? (before[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] as number;
}
