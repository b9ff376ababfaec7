import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { type Manifest, readCrds } from '../release/release-folder';
import type { ControlPlane } from './control-plane';

/** Installs CRDs and waits until they are served. */
export async function installCrds(plane: ControlPlane, crds: readonly Manifest[]): Promise<void> {
  await plane.must(['create', '-f', '-'], crds.map((crd) => stringify(crd)).join('---\n'));
  await established(plane);
}

/** Waits until all CRDs are served. One without any condition yet is an error to kubectl and not a reason to wait. */
export async function established(plane: ControlPlane): Promise<void> {
  const wait = ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'];
  for (let attempt = 1; attempt < 100; attempt++) {
    if ((await plane.kubectl(wait)).code === 0) return;
    await sleep(100);
  }
  await plane.must(wait);
}

/** Istio's CRDs as a release had them that did not know `v1` yet. */
export function crdsBeforeV1(): Manifest[] {
  return readCrds().map((crd) => {
    const versions = (crd.spec.versions as { name: string; storage: boolean }[]).filter(
      ({ name }) => name !== 'v1',
    );
    const stored = versions.some(({ storage }) => storage);
    const kept = versions.map((version, index) => (stored ? version : { ...version, storage: index === 0 }));
    return { ...crd, spec: { ...crd.spec, versions: kept } };
  });
}
