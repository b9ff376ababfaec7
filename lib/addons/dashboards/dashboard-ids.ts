/**
 * The dashboards' addresses in Grafana. They stay as they are from release to release, so that bookmarks, alerts and
 * the links between the dashboards go on working.
 */
export const uids = {
  mesh: 'istio-mesh',
  service: 'istio-service',
  workload: 'istio-workload',
  controlPlane: 'istio-control-plane',
  performance: 'istio-performance',
} as const;

/** The tag on each of them, by which they find one another. */
export const tag = 'istio';
