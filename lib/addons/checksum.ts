import { createHash } from 'node:crypto';

/** An annotation that changes with the texts, so that pods which read them only once are replaced. */
export function checksum(...texts: readonly string[]): Readonly<Record<string, string>> {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return { 'checksum/config': hash.digest('hex') };
}
