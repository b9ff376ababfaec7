/**
 * Words the known names for an error, the one nearest to what was written first:
 * `did you mean 'v3'? known are 'v1', 'v2', 'v3'`.
 */
export function suggest(written: string, known: readonly string[]): string {
  if (known.length === 0) return 'none is known';
  const list = `known are ${known.map((name) => `'${name}'`).join(', ')}`;
  const nearest = known
    .map((name) => ({ name, distance: editDistance(written, name) }))
    .reduce((best, next) => (next.distance < best.distance ? next : best));
  return nearest.distance <= Math.max(1, Math.floor(written.length / 3))
    ? `did you mean '${nearest.name}'? ${list}`
    : list;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(
        Math.min(substitution, (previous[column] as number) + 1, (current[column - 1] as number) + 1),
      );
    }
    previous = current;
  }
  return previous[b.length] as number;
}
