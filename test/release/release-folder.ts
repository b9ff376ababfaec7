import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { IstioRelease } from '../../lib/release/istio-release';

/** An unpacked Istio release, by Istio's own convention; `undefined` where none is given. */
export const istioHome = process.env.ISTIO_HOME;

/** `describe` where an Istio release is at hand, `describe.skip` where not. */
export const withIstio = istioHome === undefined ? describe.skip : describe;

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

/** The objects of a file of the release folder. */
export function readRelease(...path: string[]): Manifest[] {
  return objectsOf(readFileSync(join(istioHome as string, ...path), 'utf8'));
}

/** The custom resource definitions of the release folder, which have moved within it. */
export function readCrds(): Manifest[] {
  const moved = join('manifests', 'charts', 'base', 'files', 'crd-all.gen.yaml');
  return existsSync(join(istioHome as string, moved))
    ? readRelease(moved)
    : readRelease('manifests', 'charts', 'base', 'crds', 'crd-all.gen.yaml');
}

/** The release that the folder holds: what its `manifest.yaml` says, or its name; the newest where neither does. */
export function releaseOfFolder(): IstioRelease {
  if (istioHome === undefined) return IstioRelease.latest;
  const home = resolve(istioHome);
  const manifest = join(home, 'manifest.yaml');
  const said = existsSync(manifest)
    ? /^version:\s*(\S+)/m.exec(readFileSync(manifest, 'utf8'))?.[1]
    : undefined;
  const version = said ?? /(\d+\.\d+(\.\d+)?)/.exec(basename(home))?.[1];
  return version === undefined ? IstioRelease.latest : IstioRelease.parse(version);
}
