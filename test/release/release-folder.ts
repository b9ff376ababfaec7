import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { IstioRelease } from '../../lib/release/istio-release';

/** An unpacked Istio release, by Istio's own convention; `undefined` where none is given. */
export const istioHome = process.env.ISTIO_HOME;

/** `describe` where an Istio release is at hand, `describe.skip` where not. */
export const withIstio = istioHome === undefined ? describe.skip : describe;

/**
 * Every release folder that is given: ISTIO_HOME, ISTIO_HOME_OLD, and those in the folder ISTIO_RELEASES, oldest first.
 */
export const releaseFolders: readonly string[] = [
  process.env.ISTIO_HOME,
  process.env.ISTIO_HOME_OLD,
  ...foldersIn(process.env.ISTIO_RELEASES),
]
  .filter((folder) => folder !== undefined)
  .sort((a, b) => minor(a) - minor(b));

function foldersIn(folder: string | undefined): string[] {
  if (folder === undefined) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

function minor(folder: string): number {
  return Number(releaseOfFolder(folder).version.split('.')[1]);
}

/** The folder of the release whose CRDs imports/ is generated from, the newest that is described. */
export const newestFolder = releaseFolders.find(
  (folder) => releaseOfFolder(folder).version === IstioRelease.versions.at(-1),
);

/** `describe.each` over these folders, by the release; one that is skipped where there are none. */
export function describeReleases(
  title: string,
  describeOne: (release: IstioRelease, folder: string) => void,
): void {
  if (releaseFolders.length === 0) {
    describe.skip(`${title} (needs ISTIO_RELEASES or ISTIO_HOME)`, () => {
      test('nothing is compared', () => {});
    });
  }
  for (const folder of releaseFolders) {
    const release = releaseOfFolder(folder);
    describe(`${title} ${basename(folder)}`, () => describeOne(release, folder));
  }
}

/** A Kubernetes object as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  // biome-ignore lint/suspicious/noExplicitAny: the tests look deep into objects of many kinds
  readonly [field: string]: any;
}

/** The objects of a YAML text. */
export function objectsOf(text: string): Manifest[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((object): object is Manifest => object !== null);
}

/** The objects of a file of the folder ISTIO_HOME. */
export function readRelease(...path: string[]): Manifest[] {
  return readFolder(istioHome as string, ...path);
}

/** The objects of a file of a release folder. */
export function readFolder(folder: string, ...path: string[]): Manifest[] {
  return objectsOf(readFileSync(join(folder, ...path), 'utf8'));
}

/** The custom resource definitions of a release folder, which have moved within it. */
export function readCrds(folder = istioHome as string): Manifest[] {
  const moved = join('manifests', 'charts', 'base', 'files', 'crd-all.gen.yaml');
  return existsSync(join(folder, moved))
    ? readFolder(folder, moved)
    : readFolder(folder, 'manifests', 'charts', 'base', 'crds', 'crd-all.gen.yaml');
}

/** The release that the folder holds: what its `manifest.yaml` says, or its name; the newest where neither does. */
export function releaseOfFolder(folder = istioHome): IstioRelease {
  if (folder === undefined) return IstioRelease.latest;
  const home = resolve(folder);
  const manifest = join(home, 'manifest.yaml');
  const said = existsSync(manifest)
    ? /^version:\s*(\S+)/m.exec(readFileSync(manifest, 'utf8'))?.[1]
    : undefined;
  const version = said ?? /(\d+\.\d+(\.\d+)?)/.exec(basename(home))?.[1];
  return version === undefined ? IstioRelease.latest : IstioRelease.parse(version);
}
