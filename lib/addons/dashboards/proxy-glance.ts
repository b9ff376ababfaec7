import { type NewPanel, neutral, stat, unwanted } from './panels';
import { increase, max, min, orZero, present, series, sum } from './promql';
import { chosenProxies } from './scopes';

const day = 86_400;

/** Six numbers on the proxies, filling a line. */
export function proxyGlance(): NewPanel[] {
  return [
    stat({
      title: 'Proxies',
      description: 'Proxies that are scraped.',
      unit: 'none',
      width: 4,
      query: orZero(present(series('envoy_server_uptime', chosenProxies))),
      colours: ['orange', [1, 'green']],
      noValue: '0',
    }),
    stat({
      title: 'Memory of all proxies',
      description: 'What Envoy has taken from its nodes, in all chosen pods.',
      unit: 'bytes',
      width: 4,
      query: sum(series('envoy_server_memory_physical_size', chosenProxies)),
      colours: neutral,
      noValue: 'no proxies',
    }),
    stat({
      title: 'Memory of one proxy',
      description: 'The mean over the chosen pods. It grows with the number of services that a proxy knows.',
      unit: 'bytes',
      width: 4,
      query: `avg(${series('envoy_server_memory_physical_size', chosenProxies)})`,
      colours: neutral,
      noValue: 'no proxies',
    }),
    stat({
      title: 'Rejected configuration',
      description: 'Updates that a chosen proxy refused during the time shown. It goes on with what it had.',
      unit: 'none',
      width: 4,
      query: `(${orZero(sum(increase('envoy_cluster_manager_cds_update_rejected', chosenProxies)))}) + (${orZero(sum(increase('envoy_listener_manager_lds_update_rejected', chosenProxies)))})`,
      colours: unwanted,
      noValue: '0',
      decimals: 0,
    }),
    stat({
      title: 'Next certificate to expire',
      description:
        'Certificates live for a day and are renewed half way. Less than some hours: renewal fails.',
      unit: 's',
      width: 4,
      query: min(series('istio_agent_cert_expiry_seconds', { ...chosenProxies, resource_name: '=default' })),
      colours: ['red', [day / 12, 'orange'], [day / 4, 'green']],
      noValue: 'not known',
    }),
    stat({
      title: 'Slowest start',
      description: 'From the start of a proxy until it was ready; its application waits for it.',
      unit: 's',
      width: 4,
      query: max(series('istio_agent_startup_duration_seconds', chosenProxies)),
      colours: ['green', [10, 'orange'], [30, 'red']],
      noValue: 'not known',
    }),
  ];
}
