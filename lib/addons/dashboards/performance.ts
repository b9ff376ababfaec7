import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import type { Dashboard } from './grafana-types';
import { labelValues, series } from './promql';
import { proxyCost } from './proxy-cost';
import { proxyGlance } from './proxy-glance';
import { proxyState } from './proxy-state';
import { dataSource, some } from './variables';

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
        name: 'proxy_namespace',
        label: 'Namespace',
        from: labelValues(series('envoy_server_uptime'), 'namespace'),
      }),
      some({
        name: 'proxy',
        label: 'Pod',
        from: labelValues(series('envoy_server_uptime', { namespace: '=~$proxy_namespace' }), 'pod'),
      }),
    ],
    rows: [
      { title: 'At a glance', panels: proxyGlance() },
      { title: 'Cost', panels: proxyCost() },
      { title: 'Envoy', panels: proxyState() },
    ],
  });
}
