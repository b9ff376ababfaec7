import { fault } from '../../diagnostics/fault';
import { type Check, isPlain } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import { controlPlaneDashboard } from './control-plane';
import { forGrafana } from './grafana-schema';
import type { Dashboard } from './grafana-types';
import { meshDashboard } from './mesh';
import { performanceDashboard } from './performance';
import { serviceDashboard } from './service';
import { workloadDashboard } from './workload';

export { uids } from './dashboard-ids';

/** The file of each dashboard. */
const files: Readonly<Record<string, () => Dashboard>> = {
  'control-plane.json': controlPlaneDashboard,
  'mesh.json': meshDashboard,
  'performance.json': performanceDashboard,
  'service.json': serviceDashboard,
  'workload.json': workloadDashboard,
};

/** What is read of an `IstioRelease`: the image of the Grafana that its add-ons run. */
export interface WithGrafana {
  readonly addons: { readonly grafana: string };
}

const withGrafana: Check<WithGrafana> = (value: unknown) =>
  isPlain(value) && isPlain(value.addons) && typeof value.addons.grafana === 'string'
    ? undefined
    : fault('an Istio release is expected', value, 'give for example IstioRelease.latest');

/**
 * The Grafana dashboards of the mesh, as files by name: for provisioning and for importing by hand. They name no data
 * source; whoever opens one chooses a Prometheus.
 *
 * @param release the Istio release whose Grafana is to read them
 */
export function dashboards(release: WithGrafana): Record<string, string> {
  checkedCall('dashboards', withGrafana, release);
  const major = Number(/:v?(\d+)\./.exec(release.addons.grafana)?.[1] ?? Number.POSITIVE_INFINITY);
  return Object.fromEntries(
    Object.entries(files).map(([name, make]) => [name, text(forGrafana(make(), major))]),
  );
}

/** JSON with sorted keys, so that a change of a dashboard is a small change of its file. */
function text(dashboard: Dashboard): string {
  return `${JSON.stringify(sorted(dashboard), undefined, 1)}\n`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) result[key] = sorted((value as Record<string, unknown>)[key]);
  return result;
}
