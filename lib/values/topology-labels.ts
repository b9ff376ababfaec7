/** The labels by which istiod knows where a proxy or an endpoint is, and which it puts there itself. */
export const topologyLabels = {
  region: 'topology.kubernetes.io/region',
  zone: 'topology.kubernetes.io/zone',
  subzone: 'topology.istio.io/subzone',
  host: 'kubernetes.io/hostname',
  locality: 'topology.istio.io/locality',
  network: 'topology.istio.io/network',
  cluster: 'topology.istio.io/cluster',
} as const;

/** Whether a label is a part of a locality, `region/zone/sub-zone`. */
export function isLocalityPart(label: string): boolean {
  const { region, zone, subzone } = topologyLabels;
  return label === region || label === zone || label === subzone;
}
