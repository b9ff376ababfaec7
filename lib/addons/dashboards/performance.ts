import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import { lines, none, stat } from './panels';
import { increase, labelValues, max, min, orZero, rate, series, sum, top } from './promql';
import { dataSource, some } from './variables';

const chosen = { namespace: '=~$namespace', pod: '=~$pod' } as const;
const day = 86_400;

/** The proxies: what they cost, and whether each has its configuration and its certificate. */
export function performanceDashboard(): Dashboard {
  return dashboard({
    uid: uids.performance,
    title: 'Istio performance',
    description:
      'Sidecars, gateways and waypoints: memory, processor time, connections, configuration, certificates.',
    variables: [
      dataSource(),
      some({
        name: 'namespace',
        label: 'Namespace',
        from: labelValues(series('envoy_server_uptime'), 'namespace'),
      }),
      some({
        name: 'pod',
        label: 'Pod',
        from: labelValues(series('envoy_server_uptime', { namespace: '=~$namespace' }), 'pod'),
      }),
    ],
    rows: [
      {
        title: 'At a glance',
        panels: [
          stat({
            title: 'Proxies',
            description: 'Proxies that are scraped.',
            unit: 'none',
            width: 4,
            query: orZero(`count(${series('envoy_server_uptime', chosen)})`),
            colours: ['orange', [1, 'green']],
            noValue: '0',
          }),
          stat({
            title: 'Memory of all proxies',
            description: 'What Envoy has taken from its nodes, in all chosen pods.',
            unit: 'bytes',
            width: 4,
            query: sum(series('envoy_server_memory_physical_size', chosen)),
            colours: ['text'],
            noValue: 'no proxies',
          }),
          stat({
            title: 'Memory of one proxy',
            description:
              'The mean over the chosen pods. It grows with the number of services that a proxy knows.',
            unit: 'bytes',
            width: 4,
            query: `avg(${series('envoy_server_memory_physical_size', chosen)})`,
            colours: ['text'],
            noValue: 'no proxies',
          }),
          stat({
            title: 'Rejected configuration',
            description:
              'Updates that a chosen proxy refused during the time shown. It goes on with what it had.',
            unit: 'none',
            width: 4,
            query: `(${orZero(sum(increase('envoy_cluster_manager_cds_update_rejected', chosen)))}) + (${orZero(sum(increase('envoy_listener_manager_lds_update_rejected', chosen)))})`,
            colours: none,
            noValue: '0',
            decimals: 0,
          }),
          stat({
            title: 'Next certificate to expire',
            description:
              'Certificates live for a day and are renewed half way. Less than some hours: renewal fails.',
            unit: 's',
            width: 4,
            query: min(series('istio_agent_cert_expiry_seconds', { ...chosen, resource_name: '=default' })),
            colours: ['red', [day / 12, 'orange'], [day / 4, 'green']],
            noValue: 'not known',
          }),
          stat({
            title: 'Slowest start',
            description: 'From the start of a proxy until it was ready; its application waits for it.',
            unit: 's',
            width: 4,
            query: max(series('istio_agent_startup_duration_seconds', chosen)),
            colours: ['green', [10, 'orange'], [30, 'red']],
            noValue: 'not known',
          }),
        ],
      },
      {
        title: 'Cost',
        panels: [
          lines({
            title: 'Envoy’s memory',
            description:
              'Physical memory by pod, the twenty largest. A step up mostly follows a change of configuration.',
            unit: 'bytes',
            width: 12,
            lines: [
              {
                query: top(
                  20,
                  sum(series('envoy_server_memory_physical_size', chosen), ['namespace', 'pod']),
                ),
                legend: '{{pod}}.{{namespace}}',
              },
            ],
          }),
          lines({
            title: 'Envoy’s memory, all pods',
            description:
              'Allocated is in use; the heap keeps more for later; physical is what the nodes gave.',
            unit: 'bytes',
            width: 12,
            lines: [
              { query: sum(series('envoy_server_memory_allocated', chosen)), legend: 'allocated' },
              { query: sum(series('envoy_server_memory_heap_size', chosen)), legend: 'heap' },
              { query: sum(series('envoy_server_memory_physical_size', chosen)), legend: 'physical' },
            ],
          }),
          lines({
            title: 'Agent’s processor time',
            description:
              'Cores in use by the agent beside Envoy, the twenty busiest pods. Envoy does not count its own: see the container’s in the cluster’s monitoring.',
            unit: 'short',
            width: 8,
            lines: [
              {
                query: top(
                  20,
                  sum(rate('istio_agent_process_cpu_seconds_total', chosen), ['namespace', 'pod']),
                ),
                legend: '{{pod}}.{{namespace}}',
              },
            ],
          }),
          lines({
            title: 'Agent’s memory',
            description: 'Resident memory of the agent beside Envoy, the twenty largest.',
            unit: 'bytes',
            width: 8,
            lines: [
              {
                query: top(
                  20,
                  sum(series('istio_agent_process_resident_memory_bytes', chosen), ['namespace', 'pod']),
                ),
                legend: '{{pod}}.{{namespace}}',
              },
            ],
          }),
          lines({
            title: 'Load',
            description: 'Requests that the chosen proxies sent on: what their cost is to be compared with.',
            unit: 'reqps',
            width: 8,
            lines: [
              {
                query: sum(rate('istio_requests_total', { ...chosen, reporter: '=~source|waypoint' })),
                legend: 'requests',
              },
            ],
          }),
        ],
      },
      {
        title: 'Envoy',
        panels: [
          lines({
            title: 'Connections',
            description: 'Open connections to the proxies, the twenty with the most.',
            unit: 'none',
            width: 8,
            lines: [
              {
                query: top(20, sum(series('envoy_server_total_connections', chosen), ['namespace', 'pod'])),
                legend: '{{pod}}.{{namespace}}',
              },
            ],
          }),
          lines({
            title: 'Size of the configuration',
            description:
              'Clusters and listeners of the proxy with the most. A Sidecar object that names what a workload calls makes both smaller.',
            unit: 'none',
            width: 8,
            lines: [
              { query: max(series('envoy_cluster_manager_active_clusters', chosen)), legend: 'clusters' },
              {
                query: max(series('envoy_listener_manager_total_listeners_active', chosen)),
                legend: 'listeners',
              },
            ],
          }),
          lines({
            title: 'Configuration not yet in use',
            description:
              'Clusters and listeners that wait for endpoints, routes or certificates. It should not last.',
            unit: 'none',
            width: 8,
            lines: [
              { query: sum(series('envoy_cluster_manager_warming_clusters', chosen)), legend: 'clusters' },
              {
                query: sum(series('envoy_listener_manager_total_listeners_warming', chosen)),
                legend: 'listeners',
              },
              {
                query: sum(series('envoy_listener_manager_total_listeners_draining', chosen)),
                legend: 'listeners being closed',
              },
            ],
          }),
          lines({
            title: 'Updates of configuration',
            description: 'Taken over or refused, per second, by all chosen proxies.',
            unit: 'ops',
            width: 8,
            colours: { '/refused/': 'red' },
            lines: [
              {
                query: orZero(sum(rate('envoy_cluster_manager_cds_update_success', chosen))),
                legend: 'clusters',
              },
              {
                query: orZero(sum(rate('envoy_listener_manager_lds_update_success', chosen))),
                legend: 'listeners',
              },
              {
                query: orZero(sum(rate('envoy_cluster_manager_cds_update_rejected', chosen))),
                legend: 'clusters refused',
              },
              {
                query: orZero(sum(rate('envoy_listener_manager_lds_update_rejected', chosen))),
                legend: 'listeners refused',
              },
            ],
          }),
          lines({
            title: 'Uptime',
            description: 'The twenty youngest proxies. One that stays young is restarted again and again.',
            unit: 's',
            width: 8,
            lines: [
              {
                query: `bottomk(20, ${min(series('envoy_server_uptime', chosen), ['namespace', 'pod'])})`,
                legend: '{{pod}}.{{namespace}}',
              },
            ],
          }),
          lines({
            title: 'Versions of proxies',
            description: 'Proxies keep their version until their pod is restarted.',
            unit: 'none',
            width: 8,
            stacked: true,
            lines: [
              {
                query: sum(series('istio_build', { ...chosen, component: '=proxy' }), ['tag']),
                legend: '{{tag}}',
              },
            ],
          }),
        ],
      },
    ],
  });
}
