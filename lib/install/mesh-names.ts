import { istioMesh, type MeshSettings } from '../istio/references/mesh-settings';
import { defined } from '../values/defined';

/** What an installation is told of the mesh's names: only what differs from Istio's own. */
export interface MeshNames {
  readonly trustDomain?: string;
  readonly clusterDomain?: string;
  /** The root namespace, which is where istiod runs. */
  readonly istioNamespace?: string;
}

export function meshNames(settings: MeshSettings): MeshNames {
  const chosen = (name: keyof MeshSettings) =>
    settings[name] === istioMesh[name] ? undefined : settings[name];
  return defined<MeshNames>({
    trustDomain: chosen('trustDomain'),
    clusterDomain: chosen('clusterDomain'),
    istioNamespace: chosen('rootNamespace'),
  });
}
