/** What the mesh itself is called where nobody said so: Istio's own names. */
export const istioNames = {
  /** What stands at the beginning of each workload's identity. */
  trustDomain: 'cluster.local',
  /** The end of the host names of the cluster's Services. */
  clusterDomain: 'cluster.local',
  /** The namespace whose configuration holds for all of the mesh, and where istiod runs. */
  rootNamespace: 'istio-system',
} as const;
