import { stringify } from 'yaml';
import { type Manifest, readCrds } from '../mesh/release-folder';
import type { ControlPlane } from './control-plane';

/** Installs CRDs and waits until they are served. */
export async function installCrds(plane: ControlPlane, crds: readonly Manifest[]): Promise<void> {
  await plane.must(['create', '-f', '-'], crds.map((crd) => stringify(crd)).join('---\n'));
  await plane.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
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
