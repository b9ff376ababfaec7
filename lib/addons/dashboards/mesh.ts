import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import { lines, none, stat } from './panels';
import { anyTraffic, increase, labelValues, orZero, rate, series, sum, top } from './promql';
import { requests, tcpReceived, tcpSent } from './traffic';
import { course, outcomes, overview } from './traffic-panels';
import { dataSource, reporter, some } from './variables';
import { connectionTable, requestTable, sides } from './workload-tables';

const chosen = {
  reporter: '=~$reporter',
  destination_workload_namespace: '=~$namespace',
} as const;

/** The whole mesh at a glance: is it well, and where to look if not. */
export function meshDashboard(): Dashboard {
  return dashboard({
    uid: uids.mesh,
    title: 'Istio mesh',
    description: 'All traffic of the mesh: how much, how well, how safely, and which workloads stand out.',
    variables: [
      dataSource(),
      reporter(),
      some({
        name: 'namespace',
        label: 'Namespace',
        from: labelValues(anyTraffic(), 'destination_workload_namespace'),
      }),
    ],
    rows: [
      { title: 'The whole mesh', panels: [...overview(chosen), ...course(chosen)] },
      {
        title: 'Workloads with HTTP and gRPC requests',
        panels: [
          requestTable(
            {
              title: 'HTTP and gRPC',
              description:
                'Each called workload and the service that it is called through. A click leads to the service or to the workload.',
              width: 24,
            },
            chosen,
            sides.servers,
          ),
          lines({
            title: 'Requests by namespace',
            description: 'Where requests go: the twenty busiest namespaces.',
            unit: 'reqps',
            width: 12,
            stacked: true,
            lines: [
              {
                query: top(20, requests(chosen, ['destination_workload_namespace'])),
                legend: '{{destination_workload_namespace}}',
              },
            ],
          }),
          lines({
            title: 'Workloads with server errors',
            description: 'The ten workloads with the most 5xx answers; empty is good.',
            unit: 'reqps',
            width: 12,
            lines: [
              {
                query: top(
                  10,
                  sum(rate('istio_requests_total', { ...chosen, response_code: '=~5..' }), [
                    'destination_workload',
                    'destination_workload_namespace',
                  ]),
                ),
                legend: '{{destination_workload}}.{{destination_workload_namespace}}',
              },
            ],
          }),
          ...outcomes(chosen),
        ],
      },
      {
        title: 'Workloads with TCP connections',
        panels: [
          connectionTable(
            {
              title: 'TCP',
              description:
                'Each called workload with traffic that the mesh sees as plain TCP. A click leads to the service or to the workload.',
              width: 16,
            },
            chosen,
            sides.servers,
          ),
          lines({
            title: 'TCP traffic',
            description: 'Bytes per second in both directions, as the servers count them.',
            unit: 'Bps',
            width: 8,
            lines: [
              { query: tcpReceived(chosen), legend: 'received' },
              { query: tcpSent(chosen), legend: 'sent' },
            ],
          }),
        ],
      },
      {
        title: 'Istio itself',
        panels: [
          stat({
            title: 'Connected proxies',
            description: 'Sidecars, gateways and waypoints that istiod sends configuration to.',
            unit: 'none',
            width: 4,
            query: orZero(sum(series('pilot_xds'))),
            colours: ['red', [1, 'green']],
            noValue: '0',
          }),
          stat({
            title: 'Rejected configuration',
            description:
              'Configuration that proxies refused during the time shown; details on the control plane’s dashboard.',
            unit: 'none',
            width: 4,
            query: orZero(sum(increase('pilot_total_xds_rejects'))),
            colours: none,
            noValue: '0',
            decimals: 0,
          }),
          lines({
            title: 'Versions',
            description:
              'How many of each Istio component run at which version. Two versions at once: an upgrade is under way.',
            unit: 'none',
            width: 16,
            stacked: true,
            lines: [
              { query: sum(series('istio_build'), ['component', 'tag']), legend: '{{component}} {{tag}}' },
            ],
          }),
        ],
      },
    ],
  });
}
