import { heatmap, lines, type NewPanel } from './panels';
import { orZero, quantile, rate, series, sum } from './promql';
import { chosenIstiods, toIstiod } from './scopes';

/** What istiod sends, why, and how long it takes until it is there. */
export function pushes(): NewPanel[] {
  return [
    lines({
      title: 'Pushes by kind',
      description:
        'Configuration sent to proxies, per second: clusters (cds), endpoints (eds), listeners (lds), routes (rds), secrets (sds), names (nds). A kind that ends in senderr failed to be sent.',
      unit: 'ops',
      width: 8,
      stacked: true,
      lines: [{ query: sum(rate('pilot_xds_pushes', chosenIstiods), ['type']), legend: '{{type}}' }],
    }),
    lines({
      title: 'Time from change to proxy',
      description: 'From a change of configuration until a proxy has all of it.',
      unit: 's',
      width: 8,
      lines: [
        { query: quantile(0.5, 'pilot_proxy_convergence_time', chosenIstiods), legend: 'P50' },
        { query: quantile(0.9, 'pilot_proxy_convergence_time', chosenIstiods), legend: 'P90' },
        { query: quantile(0.99, 'pilot_proxy_convergence_time', chosenIstiods), legend: 'P99' },
        { query: quantile(0.999, 'pilot_proxy_convergence_time', chosenIstiods), legend: 'P99.9' },
      ],
    }),
    lines({
      title: 'Where the time goes (P99)',
      description:
        'Gathering changes, computing what all proxies share, waiting for a proxy’s turn, computing and sending its part.',
      unit: 's',
      width: 8,
      lines: [
        { query: quantile(0.99, 'pilot_debounce_time', chosenIstiods), legend: 'gathering' },
        { query: quantile(0.99, 'pilot_pushcontext_init_seconds', chosenIstiods), legend: 'shared part' },
        { query: quantile(0.99, 'pilot_proxy_queue_time', chosenIstiods), legend: 'waiting' },
        { query: quantile(0.99, 'pilot_xds_push_time', chosenIstiods), legend: 'computing' },
        { query: quantile(0.99, 'pilot_xds_send_time', chosenIstiods), legend: 'sending' },
      ],
    }),
    heatmap({
      title: 'Push time',
      description: 'How many pushes took how long. Dark cells that move up: istiod becomes slower.',
      unit: 's',
      width: 12,
      query: sum(rate('pilot_xds_push_time_bucket', chosenIstiods), ['le']),
    }),
    heatmap({
      title: 'Push size',
      description: 'How many pushes were how large. Above 4 MB is where gRPC’s usual limit lies.',
      unit: 'bytes',
      width: 12,
      query: sum(rate('pilot_xds_config_size_bytes_bucket', chosenIstiods), ['le']),
    }),
    lines({
      title: 'Why configuration was pushed',
      description: 'Reasons for pushes, per second. Endpoints change with every pod that starts or ends.',
      unit: 'ops',
      width: 8,
      stacked: true,
      lines: [{ query: sum(rate('pilot_push_triggers', chosenIstiods), ['type']), legend: '{{type}}' }],
    }),
    lines({
      title: 'Events from Kubernetes',
      description: 'Changes of services, endpoints, pods and of Istio’s own objects that istiod learned of.',
      unit: 'ops',
      width: 8,
      lines: [
        {
          query: sum(rate('pilot_k8s_reg_events', chosenIstiods), ['type', 'event']),
          legend: '{{type}} {{event}}',
        },
        {
          query: sum(rate('pilot_k8s_cfg_events', chosenIstiods), ['type', 'event']),
          legend: '{{type}} {{event}}',
        },
      ],
    }),
    lines({
      title: 'Known to istiod',
      description: 'Services, virtual services and clusters that istiod makes configuration from.',
      unit: 'none',
      width: 8,
      lines: [
        { query: sum(series('pilot_services', chosenIstiods), ['pod']), legend: 'services ({{pod}})' },
        {
          query: sum(series('pilot_virt_services', chosenIstiods), ['pod']),
          legend: 'virtual services ({{pod}})',
        },
        {
          query: sum(series('istiod_managed_clusters', chosenIstiods), ['pod']),
          legend: 'clusters ({{pod}})',
        },
      ],
    }),
  ];
}

/** The connections over which proxies get their configuration, in a line of three. */
export function connections(): NewPanel[] {
  return [
    lines({
      title: 'Connected proxies',
      description:
        'Counted by istiod and by the proxies themselves. The two differ where proxies are not scraped or have lost their connection.',
      unit: 'none',
      width: 8,
      lines: [
        {
          query: sum(series('pilot_xds', chosenIstiods), ['pod', 'version']),
          legend: '{{pod}} ({{version}})',
        },
        {
          query: sum(series('envoy_cluster_upstream_cx_active', toIstiod)),
          legend: 'as the proxies say',
        },
      ],
    }),
    lines({
      title: 'New and failed connections',
      description:
        'Connections to istiod end every half hour and start anew; failures mean that it cannot be reached.',
      unit: 'cps',
      width: 8,
      colours: { '/failed/': 'red' },
      lines: [
        { query: sum(rate('envoy_cluster_upstream_cx_total', toIstiod)), legend: 'opened' },
        {
          query: orZero(sum(rate('envoy_cluster_upstream_cx_connect_fail', toIstiod))),
          legend: 'failed',
        },
      ],
    }),
    lines({
      title: 'Bytes between proxies and istiod',
      description: 'All configuration that proxies receive, and what they send back.',
      unit: 'Bps',
      width: 8,
      lines: [
        {
          query: sum(rate('envoy_cluster_upstream_cx_rx_bytes_total', toIstiod)),
          legend: 'to proxies',
        },
        { query: sum(rate('envoy_cluster_upstream_cx_tx_bytes_total', toIstiod)), legend: 'to istiod' },
      ],
    }),
  ];
}
