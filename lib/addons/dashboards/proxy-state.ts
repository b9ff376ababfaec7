import { lines, type NewPanel } from './panels';
import { max, min, orZero, rate, series, sum, top } from './promql';
import { chosenProxies } from './scopes';

/** What the proxies hold: connections, configuration, age and version. */
export function proxyState(): NewPanel[] {
  return [
    lines({
      title: 'Connections',
      description: 'Open connections to the proxies, the twenty with the most.',
      unit: 'none',
      width: 8,
      lines: [
        {
          query: top(20, sum(series('envoy_server_total_connections', chosenProxies), ['namespace', 'pod'])),
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
        { query: max(series('envoy_cluster_manager_active_clusters', chosenProxies)), legend: 'clusters' },
        {
          query: max(series('envoy_listener_manager_total_listeners_active', chosenProxies)),
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
        { query: sum(series('envoy_cluster_manager_warming_clusters', chosenProxies)), legend: 'clusters' },
        {
          query: sum(series('envoy_listener_manager_total_listeners_warming', chosenProxies)),
          legend: 'listeners',
        },
        {
          query: sum(series('envoy_listener_manager_total_listeners_draining', chosenProxies)),
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
          query: orZero(sum(rate('envoy_cluster_manager_cds_update_success', chosenProxies))),
          legend: 'clusters',
        },
        {
          query: orZero(sum(rate('envoy_listener_manager_lds_update_success', chosenProxies))),
          legend: 'listeners',
        },
        {
          query: orZero(sum(rate('envoy_cluster_manager_cds_update_rejected', chosenProxies))),
          legend: 'clusters refused',
        },
        {
          query: orZero(sum(rate('envoy_listener_manager_lds_update_rejected', chosenProxies))),
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
          query: `bottomk(20, ${min(series('envoy_server_uptime', chosenProxies), ['namespace', 'pod'])})`,
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
          query: sum(series('istio_build', { ...chosenProxies, component: '=proxy' }), ['tag']),
          legend: '{{tag}}',
        },
      ],
    }),
  ];
}
