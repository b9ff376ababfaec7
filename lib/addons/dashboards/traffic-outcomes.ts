import { lines, type NewPanel } from './panels';
import { rate, sum } from './promql';
import type { Traffic } from './traffic';

/** Why requests failed on the way, and how gRPC calls ended, filling a line. */
export function outcomes(which: Traffic): NewPanel[] {
  return [
    lines({
      title: 'Trouble on the way (response flags)',
      description:
        'Requests that a proxy did not simply pass on. UH no healthy server, UF connection failed, UO overflow (circuit breaker), NR no route, URX retries used up, UT timeout, DC client gone, RL rate limited, UAEX refused by an authorizer, FI fault injected.',
      unit: 'reqps',
      width: 8,
      stacked: true,
      lines: [
        {
          query: sum(rate('istio_requests_total', { ...which, response_flags: '!=-' }), ['response_flags']),
          legend: '{{response_flags}}',
        },
      ],
    }),
    lines({
      title: 'gRPC calls by status',
      description:
        'Status 0 is success. A failed call mostly has the HTTP code 200, so that the success rate misses it.',
      unit: 'reqps',
      width: 8,
      stacked: true,
      colours: { '/^0$/': 'green' },
      lines: [
        {
          query: sum(
            rate('istio_requests_total', { ...which, request_protocol: '=grpc', grpc_response_status: '!=' }),
            ['grpc_response_status'],
          ),
          legend: '{{grpc_response_status}}',
        },
      ],
    }),
    lines({
      title: 'gRPC messages',
      description: 'Messages within calls; more of them than calls means streaming.',
      unit: 'cps',
      width: 8,
      lines: [
        { query: sum(rate('istio_request_messages_total', which)), legend: 'from clients' },
        { query: sum(rate('istio_response_messages_total', which)), legend: 'from servers' },
      ],
    }),
  ];
}
