import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import type { Dashboard } from './grafana-types';
import { glance } from './istiod-glance';
import { lines } from './panels';
import { anyTraffic, labelValues, rate, series, sum, top } from './promql';
import { requests, tcpReceived, tcpSent } from './traffic';
import { outcomes } from './traffic-outcomes';
import { course, overview } from './traffic-overview';
import { dataSource, reporter, some } from './variables';
import { connectionTable, requestTable, sides } from './workload-tables';

const chosen = {
  reporter: '=~$reporter',
  destination_workload_namespace: '=~$destination_namespace',
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
        name: 'destination_namespace',
        label: 'Workload namespace',
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
              height: 11,
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
          ...glance(),
          lines({
            title: 'Versions',
            description:
              'How many of each Istio component run at which version. Two versions at once: an upgrade is under way.',
            unit: 'none',
            width: 24,
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
