import { text } from './shape';
import type { Workload } from './workload';

/**
 * Where a workload runs, `region/zone/subzone`: what its label `topology.istio.io/locality` or its WorkloadEntry says. Where a
 * cluster puts a pod whose nodes say it, manifests do not tell.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/
 */
export function localityOf({ labels, origin, object }: Workload): string | undefined {
  const entry = origin === 'entry' ? (object.spec as { readonly locality?: unknown }) : {};
  return text(entry.locality) || localityLabel(labels);
}

/** In a label dots stand for slashes. */
export function localityLabel(labels: Readonly<Record<string, string>>): string | undefined {
  const label = labels['topology.istio.io/locality'] ?? labels['istio-locality'];
  if (!label) return undefined;
  return label.includes('/') ? label : label.replaceAll('.', '/');
}
