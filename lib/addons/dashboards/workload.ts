import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import type { Dashboard } from './grafana-types';
import { anyTraffic, type Expression, labelValues, present } from './promql';
import { outcomes } from './traffic-outcomes';
import { course, overview } from './traffic-overview';
import { byClient, connectionsSplit, requestsSplit, type Split } from './traffic-split';
import { type Choice, dataSource, one, percentile, reporter, some } from './variables';
import { connectionTable, requestTable, sides } from './workload-tables';

const called = {
  destination_workload_namespace: '=$namespace',
  destination_workload: '=$workload',
} as const;

const calling = {
  source_workload_namespace: '=$namespace',
  source_workload: '=$workload',
} as const;

const incoming = {
  reporter: '=~$reporter',
  ...called,
  source_workload_namespace: '=~$source_namespace',
  source_workload: '=~$source_workload',
} as const;

const outgoing = {
  reporter: '=~source|waypoint',
  ...calling,
  destination_service: '=~$destination_service',
} as const;

const byService: Split = {
  words: 'called service',
  by: ['destination_service'],
  legend: '{{destination_service}}',
};

/** The values of a label of the called side and of its like on the calling side: a gateway is never called. */
function onEitherSide(called: Expression, calling: Expression): Pick<Choice, 'from' | 'part'> {
  return { from: `query_result(${called} or ${calling})`, part: '/="([^"]*)"/' };
}

/** One workload: what comes in, what goes out, and how well either fares. */
export function workloadDashboard(): Dashboard {
  return dashboard({
    uid: uids.workload,
    title: 'Istio workload',
    description: 'One workload of the mesh: the requests that it answers and those that it makes.',
    variables: [
      dataSource(),
      one({
        name: 'namespace',
        label: 'Namespace',
        ...onEitherSide(
          present(anyTraffic(), ['destination_workload_namespace']),
          present(anyTraffic(), ['source_workload_namespace']),
        ),
      }),
      one({
        name: 'workload',
        label: 'Workload',
        ...onEitherSide(
          present(anyTraffic({ destination_workload_namespace: '=$namespace' }), ['destination_workload']),
          present(anyTraffic({ source_workload_namespace: '=$namespace' }), ['source_workload']),
        ),
      }),
      reporter(),
      percentile(),
      some({
        name: 'source_namespace',
        label: 'Client namespace',
        from: labelValues(anyTraffic(called), 'source_workload_namespace'),
      }),
      some({
        name: 'source_workload',
        label: 'Client workload',
        from: labelValues(
          anyTraffic({ ...called, source_workload_namespace: '=~$source_namespace' }),
          'source_workload',
        ),
      }),
      some({
        name: 'destination_service',
        label: 'Called service',
        from: labelValues(anyTraffic(calling), 'destination_service'),
      }),
    ],
    rows: [
      { title: 'Incoming to $workload.$namespace', panels: [...overview(incoming), ...course(incoming)] },
      {
        title: 'Clients and called services',
        panels: [
          requestTable(
            {
              title: 'Clients',
              description:
                'Who calls the workload over HTTP and gRPC. A click leads to the calling workload.',
              width: 12,
            },
            incoming,
            sides.clients,
          ),
          requestTable(
            {
              title: 'Called services',
              description: 'What the workload calls over HTTP and gRPC. A click leads to the service.',
              width: 12,
            },
            outgoing,
            sides.services,
          ),
        ],
      },
      { title: 'Incoming requests by client', panels: requestsSplit(incoming, byClient) },
      { title: 'Outgoing requests by called service', panels: requestsSplit(outgoing, byService) },
      { title: 'Outcomes of incoming requests', panels: outcomes(incoming) },
      {
        title: 'TCP connections',
        panels: [
          connectionTable(
            {
              title: 'TCP clients',
              description: 'Who opens connections to the workload. A click leads to the calling workload.',
              width: 12,
            },
            incoming,
            sides.clients,
          ),
          connectionTable(
            {
              title: 'Called TCP services',
              description: 'What the workload opens connections to. A click leads to the service.',
              width: 12,
            },
            outgoing,
            sides.services,
          ),
          ...connectionsSplit(incoming, byClient),
          ...connectionsSplit(outgoing, byService),
        ],
      },
    ],
  });
}
