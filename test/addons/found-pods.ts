/** A pod as Prometheus finds it, at the address of one of its containers' ports; names without `__meta_kubernetes_`. */
export interface FoundPod {
  readonly found: Readonly<Record<string, string>>;
  readonly address?: string;
}

const asks = { pod_annotation_prometheus_io_scrape: 'true' };
const sidecar = {
  ...asks,
  pod_annotation_prometheus_io_port: '15020',
  pod_annotation_prometheus_io_path: '/stats/prometheus',
  pod_label_app: 'reviews',
  pod_label_pod_template_hash: '5d4',
  pod_label_controller_revision_hash: '5d4',
  pod_phase: 'Running',
  pod_node_name: 'node-1',
  pod_uid: 'not kept',
};
const at = (ip: string): FoundPod => ({ found: { ...sidecar, pod_ip: ip }, address: `[${ip}]:8080` });
const annotated = (name: string, value: string): FoundPod => ({
  found: { ...asks, [`pod_annotation_prometheus_io_${name}`]: value },
});

export const foundPods = {
  sidecar: { found: sidecar },
  otherPort: { found: sidecar, address: '10.0.0.7:15090' },
  noPort: { found: sidecar, address: '10.0.0.7' },
  ipv6: at('fd00:10:244::7'),
  loopback6: at('::1'),
  long6: at('2001:db8:0:0:0:0:0:7'),
  istiod: annotated('port', '15014'),
  unsaid: { found: asks },
  https: annotated('scheme', 'https'),
  gopher: annotated('scheme', 'gopher'),
  format: annotated('param_format', 'prometheus'),
  refuses: { found: { ...sidecar, pod_annotation_prometheus_io_scrape: 'false' } },
  shouts: { found: { ...sidecar, pod_annotation_prometheus_io_scrape: 'True' } },
  silent: { found: { pod_annotation_prometheus_io_port: '15020' } },
  pending: { found: { ...sidecar, pod_phase: 'Pending' } },
  succeeded: { found: { ...sidecar, pod_phase: 'Succeeded' } },
  failed: { found: { ...sidecar, pod_phase: 'Failed' } },
} as const satisfies Record<string, FoundPod>;

/** All labels that a pod is found with. */
export function foundLabels({ found }: FoundPod): Record<string, string> {
  const labels = { pod_ip: '10.0.0.7', pod_name: 'reviews-1', namespace: 'demo', ...found };
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [`__meta_kubernetes_${name}`, value]),
  );
}

export const addressOf = ({ address = '10.0.0.7:8080' }: FoundPod): string => address;
