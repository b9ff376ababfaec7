import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import type { Dashboard } from './grafana-types';
import { anyTraffic, labelValues } from './promql';
import { outcomes } from './traffic-outcomes';
import { course, overview } from './traffic-overview';
import { byClient, connectionsSplit, requestsSplit, type Split } from './traffic-split';
import { dataSource, one, percentile, reporter, some } from './variables';
import { connectionTable, requestTable, sides } from './workload-tables';

const service = { destination_service: '=$service' } as const;

const chosen = {
  reporter: '=~$reporter',
  ...service,
  source_cluster: '=~$source_cluster',
  source_workload_namespace: '=~$source_namespace',
  source_workload: '=~$source_workload',
  destination_cluster: '=~$destination_cluster',
  destination_workload_namespace: '=~$destination_namespace',
  destination_workload: '=~$destination_workload',
} as const;

const byServer: Split = {
  words: 'workload',
  by: ['destination_workload', 'destination_workload_namespace'],
  legend: '{{destination_workload}}.{{destination_workload_namespace}}',
};

const serverSide = { ...chosen, reporter: '=destination' } as const;

/** One service: who calls it, which workloads answer, and how well. */
export function serviceDashboard(): Dashboard {
  return dashboard({
    uid: uids.service,
    title: 'Istio service',
    description: 'One service of the mesh, seen from its clients and from the workloads behind it.',
    variables: [
      dataSource(),
      one({ name: 'service', label: 'Service', from: labelValues(anyTraffic(), 'destination_service') }),
      reporter(),
      percentile(),
      some({
        name: 'source_cluster',
        label: 'Client cluster',
        from: labelValues(anyTraffic(service), 'source_cluster'),
      }),
      some({
        name: 'source_namespace',
        label: 'Client namespace',
        from: labelValues(anyTraffic(service), 'source_workload_namespace'),
      }),
      some({
        name: 'source_workload',
        label: 'Client workload',
        from: labelValues(
          anyTraffic({ ...service, source_workload_namespace: '=~$source_namespace' }),
          'source_workload',
        ),
      }),
      some({
        name: 'destination_cluster',
        label: 'Cluster',
        from: labelValues(anyTraffic(service), 'destination_cluster'),
      }),
      some({
        name: 'destination_namespace',
        label: 'Workload namespace',
        from: labelValues(anyTraffic(service), 'destination_workload_namespace'),
      }),
      some({
        name: 'destination_workload',
        label: 'Workload',
        from: labelValues(
          anyTraffic({ ...service, destination_workload_namespace: '=~$destination_namespace' }),
          'destination_workload',
        ),
      }),
    ],
    rows: [
      { title: 'Service $service', panels: [...overview(chosen), ...course(chosen)] },
      {
        title: 'Clients and workloads',
        panels: [
          requestTable(
            {
              title: 'Clients',
              description: 'Who calls the service over HTTP and gRPC. A click leads to the calling workload.',
              width: 12,
            },
            chosen,
            sides.clients,
          ),
          requestTable(
            {
              title: 'Workloads',
              description: 'Who answers for the service. A click leads to the workload.',
              width: 12,
            },
            chosen,
            sides.servers.slice(1),
          ),
        ],
      },
      { title: 'Requests by client', panels: requestsSplit(chosen, byClient) },
      {
        title: 'Requests by workload, as the workloads report them',
        panels: requestsSplit(serverSide, byServer),
      },
      { title: 'Outcomes', panels: outcomes(chosen) },
      {
        title: 'TCP connections',
        panels: [
          connectionTable(
            {
              title: 'TCP clients',
              description: 'Who opens connections to the service. A click leads to the calling workload.',
              width: 24,
            },
            chosen,
            sides.clients,
          ),
          ...connectionsSplit(chosen, byClient),
          ...connectionsSplit(serverSide, byServer),
        ],
      },
    ],
  });
}
