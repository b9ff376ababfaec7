import type { SchemaIndex, StoredKind, StoredProduct } from '../../../lib/validation/schema/stored-schema';
import type { Files } from '../folder';

/** The kinds of each release of a product, oldest first. */
export type Releases = readonly (readonly [release: string, kinds: ReadonlyMap<string, StoredKind>])[];

/** The files of a product: a kind has one in each release that changed it. */
export function filesOfProduct(prefix: string, releases: Releases): [Files, StoredProduct] {
  const files = new Map<string, string>();
  const kinds: Record<string, { group: string; changedIn: string[] }> = {};
  const before = new Map<string, string>();
  for (const [release, found] of releases) {
    for (const [kind, stored] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const text = written(stored);
      if (before.get(kind) === text) continue;
      before.set(kind, text);
      files.set(`${prefix}${release}/${kind}.json`, text);
      kinds[kind] ??= { group: stored.group, changedIn: [] };
      kinds[kind].changedIn.push(release);
    }
    for (const kind of before.keys()) {
      if (!found.has(kind)) throw new Error(`${kind} is gone in ${release}: teach schemas/ to say so`);
    }
  }
  const sorted = Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [files, { releases: releases.map(([release]) => release), kinds: sorted }];
}

/** A shared schema a line: a difference between two releases can be read. */
function written({ shared, ...kind }: StoredKind): string {
  const head = JSON.stringify(kind).slice(0, -1);
  return `${head},"shared":[${shared.map((schema) => `\n${JSON.stringify(schema)}`).join(',')}\n]}\n`;
}

/** The index, a kind a line. */
export function writtenIndex(index: SchemaIndex): string {
  const products = Object.entries(index).map(([name, { releases, kinds }]: [string, StoredProduct]) => {
    const lines = Object.entries(kinds).map(
      ([kind, row]) => `\n${JSON.stringify(kind)}:${JSON.stringify(row)}`,
    );
    return `\n${JSON.stringify(name)}:{"releases":${JSON.stringify(releases)},"kinds":{${lines.join(',')}}}`;
  });
  return `{${products.join(',')}\n}\n`;
}
