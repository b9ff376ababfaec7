/** What etcd keeps of one object, in bytes. */
export const longestText = 1.5 * 1024 * 1024;

/**
 * What is wrong with an object that holds a key or a text which no cluster could keep. Nothing else of such an object
 * need be looked at, and an expression that reads it could overflow the stack.
 *
 * @see https://etcd.io/docs/v3.5/dev-guide/limit/
 */
export function tooLong(object: unknown): string | undefined {
  // No recursion: what is not checked yet may be as deep as it likes.
  const left = [object];
  while (left.length > 0) {
    const value = left.pop() as Readonly<Record<string, unknown>>;
    for (const key in value) {
      const entry = value[key];
      if (key.length > longestText) return problem(key);
      if (typeof entry === 'string' && entry.length > longestText) return problem(entry);
      if (typeof entry === 'object' && entry !== null) left.push(entry);
    }
  }
  return undefined;
}

function problem({ length }: string): string {
  return `holds a text of ${length} characters: a cluster keeps at most 1.5 MiB of one object`;
}
