import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ConfigError } from '../../lib/diagnostics/error';
import type { Crd } from './crd';
import { differences, type Files, readFolder, replaceFolder } from './folder';
import { type CrdSet, crdSets, type PinnedKind } from './pinned';
import { render } from './render';
import { download, readLocal } from './sources';

/** What `npm run import` was asked for. */
export interface ImportOptions {
  /** The project's folder, with `cdk8s.yaml` and `imports/`. */
  readonly root: string;
  /** Local files or folders with CRDs; none means the URLs of `cdk8s.yaml`. */
  readonly from: readonly string[];
  /** Compare only: leave `imports/` as it is. */
  readonly check: boolean;
}

/** What the import did or, for a check, would do. */
export interface ImportReport {
  /** Files of `imports/` that the CRDs would change, add or remove. */
  readonly changed: readonly string[];
  /** How many files `imports/` has after the import. */
  readonly files: number;
  /** CRDs that were found but that `imports/` has no class for. */
  readonly ignored: readonly string[];
}

/**
 * Generates `imports/` from the CRDs. Products that no `--from` covers keep their committed files.
 *
 * @throws ConfigError when CRDs are missing or can't be read; `imports/` is then as before
 */
export async function runImport({ root, from, check }: ImportOptions): Promise<ImportReport> {
  const crds = from.length > 0 ? from.flatMap(readLocal) : await downloadPinned(root);
  refuseTwice(crds);
  const sets = crdSets.filter((set) => set.kinds.some((kind) => find(crds, kind) !== undefined));
  if (sets.length === 0) {
    throw new ConfigError({
      problem: 'none of the CRDs is one that imports/ has a class for',
      got: crds.map(({ group, kind }) => `${group}/${kind}`),
      instead: `give the CRDs of ${crdSets.map(({ product }) => product).join(', ')}`,
    });
  }
  const kinds = sets.flatMap((set) => complete(set, crds));
  const committed = readFolder(join(root, 'imports'));
  const files = new Map([...uncovered(committed, sets), ...render(kinds)]);
  const changed = differences(committed, files);
  if (!check && changed.length > 0) replaceFolder(join(root, 'imports'), files);
  const known = new Set(kinds.map(({ crd }) => crd));
  const ignored = crds.filter((crd) => !known.has(crd)).map(({ group, kind }) => `${kind} (${group})`);
  return { changed, files: files.size, ignored };
}

function refuseTwice(crds: readonly Crd[]): void {
  for (const [index, crd] of crds.entries()) {
    const first = find(crds.slice(0, index), crd);
    if (first === undefined) continue;
    throw new ConfigError({
      at: crd.at,
      problem: `${crd.kind} (${crd.group}) is already defined elsewhere`,
      got: first.at,
      instead: 'give the CRDs of one release',
    });
  }
}

async function downloadPinned(root: string): Promise<Crd[]> {
  const { imports = [] } = parse(readFileSync(join(root, 'cdk8s.yaml'), 'utf8')) as { imports?: string[] };
  // `k8s`, `helm:…` and `github:…` are for the stock `cdk8s import`, whose files the import leaves alone.
  const urls = imports.map((spec) => spec.replace(/^[^/]*:=/, '')).filter((spec) => /^https?:/.test(spec));
  return (await Promise.all(urls.map(download))).flat();
}

/** Each kind of a set with its CRD: a set with a missing kind would mix two releases in imports/. */
function complete(set: CrdSet, crds: readonly Crd[]): (PinnedKind & { crd: Crd })[] {
  return set.kinds.map((kind) => {
    const crd = find(crds, kind);
    if (crd === undefined) {
      const found = crds.filter(({ group }) => group === kind.group).map((other) => other.kind);
      throw new ConfigError({
        problem: `the CRDs of ${set.product} lack ${kind.kind} (${kind.group})`,
        got: found,
        instead: `give all of ${set.product}'s CRDs, each file or folder with its own --from; imports/ takes what scripts/import/pinned.ts names`,
      });
    }
    return { ...kind, crd };
  });
}

function find(crds: readonly Crd[], { group, kind }: { group: string; kind: string }): Crd | undefined {
  return crds.find((crd) => crd.group === group && crd.kind === kind);
}

/** What lies in imports/ besides the groups that are imported now: other products, and a user's own imports. */
function uncovered(committed: Files, sets: readonly CrdSet[]): Files {
  const groups = sets.flatMap((set) => set.kinds.map(({ group }) => `${group}/`));
  return new Map([...committed].filter(([path]) => !groups.some((group) => path.startsWith(group))));
}
