import type { Label } from './metrics';
import { type Line, lines, none, type PanelBuilder, stat, successes } from './panels';
import { orZero, rate, sum, top } from './promql';
import {
  answered,
  latency,
  meanLatency,
  mutualTlsShare,
  requestSize,
  requests,
  responseSize,
  successRate,
  type Traffic,
  tcpClosed,
  tcpOpened,
  tcpReceived,
  tcpSent,
} from './traffic';

/** What a group of series is split by, and how each is named. */
export interface Split {
  /** Words for the panel's title, such as `client workload`. */
  readonly words: string;
  readonly by: readonly Label<'istio_tcp_connections_opened_total'>[];
  readonly legend: string;
}

/** More lines than this are not told apart. */
const most = 20;

/** The colour of an answer's kind, whatever the code: `2xx` green, `4xx` orange, `5xx` red, no answer purple. */
const answerColours = {
  '/(^|: )2\\d\\d$/': 'green',
  '/(^|: )3\\d\\d$/': 'blue',
  '/(^|: )4\\d\\d$/': 'orange',
  '/(^|: )5\\d\\d$/': 'red',
  '/(^|: )0$/': 'purple',
} as const;

/** Six numbers that tell at a glance how the traffic fares, filling a line. */
export function overview(which: Traffic): PanelBuilder[] {
  return [
    stat({
      title: 'Requests',
      description: 'HTTP and gRPC requests per second.',
      unit: 'reqps',
      width: 4,
      query: orZero(requests(which)),
      colours: ['blue'],
      noValue: '0',
    }),
    stat({
      title: 'Success rate',
      description:
        'The share of requests answered with anything but 5xx. Below 99 % is worth a look, below 95 % an outage.',
      unit: 'percentunit',
      width: 4,
      query: successRate(which),
      colours: successes,
      noValue: 'no requests',
      decimals: 2,
    }),
    stat({
      title: 'Client errors (4xx)',
      description: 'Requests per second that were refused: unknown, forbidden, malformed.',
      unit: 'reqps',
      width: 4,
      query: answered('4..', which),
      colours: ['green', [0.000001, 'orange']],
      noValue: '0',
    }),
    stat({
      title: 'Server errors (5xx)',
      description: 'Requests per second that failed at the server or on the way to it.',
      unit: 'reqps',
      width: 4,
      query: answered('5..', which),
      colours: none,
      noValue: '0',
    }),
    stat({
      title: 'Latency (P95)',
      description: 'Nineteen of twenty requests took less.',
      unit: 'ms',
      width: 4,
      query: latency(0.95, which),
      colours: ['text'],
      noValue: 'no requests',
    }),
    stat({
      title: 'Mutual TLS',
      description:
        'The share of requests that arrived over mutual TLS, as servers with a proxy saw it. Anything below 100 % came from outside the mesh or in plain text.',
      unit: 'percentunit',
      width: 4,
      query: mutualTlsShare(which),
      colours: ['orange', [1, 'green']],
      noValue: 'no requests',
      decimals: 1,
    }),
  ];
}

/** The whole's requests, successes and latency over time, filling a line. */
export function course(which: Traffic): PanelBuilder[] {
  return [
    lines({
      title: 'Requests by response code',
      description:
        'Code 0 is a request without an answer: the client went away first, or the connection broke. Several lines of one colour are codes of one kind.',
      unit: 'reqps',
      width: 8,
      stacked: true,
      colours: answerColours,
      lines: [{ query: requests(which, ['response_code']), legend: '{{response_code}}' }],
    }),
    lines({
      title: 'Success rate over time',
      description: 'The share of requests answered with anything but 5xx. The lines mark 95 % and 99 %.',
      unit: 'percentunit',
      width: 8,
      max: 1,
      limits: successes,
      lines: [{ query: successRate(which), legend: 'answered without 5xx' }],
    }),
    lines({
      title: 'Latency over time',
      description:
        'From the first byte of a request to the last of its answer. A P99 far above P50 means that a few requests wait.',
      unit: 'ms',
      width: 8,
      lines: [
        { query: latency(0.5, which), legend: 'P50' },
        { query: latency(0.9, which), legend: 'P90' },
        { query: latency(0.95, which), legend: 'P95' },
        { query: latency(0.99, which), legend: 'P99' },
        { query: meanLatency(which), legend: 'mean' },
      ],
    }),
  ];
}

/** Requests split by one side of them: rate, successes, latency, sizes and security, in two lines of three. */
export function requestsSplit(which: Traffic, { words, by, legend }: Split): PanelBuilder[] {
  return [
    lines({
      title: `Requests by ${words} and response code`,
      description: `Who takes how much of the load, and with what outcome. The ${most} busiest.`,
      unit: 'reqps',
      width: 8,
      lines: [
        {
          query: top(most, requests(which, [...by, 'response_code'])),
          legend: `${legend}: {{response_code}}`,
        },
      ],
    }),
    lines({
      title: `Success rate by ${words}`,
      description: 'The share of requests answered with anything but 5xx. The lines mark 95 % and 99 %.',
      unit: 'percentunit',
      width: 8,
      max: 1,
      limits: successes,
      lines: [{ query: successRate(which, by), legend }],
    }),
    lines({
      title: `Latency by ${words}`,
      description:
        'At the percentile chosen above. One line far above the others is one workload that is slow.',
      unit: 'ms',
      width: 8,
      lines: [{ query: latency('$quantile', which, by), legend }],
    }),
    lines({
      title: `Request size by ${words}`,
      description: 'Bodies only, at the percentile chosen above.',
      unit: 'bytes',
      width: 8,
      lines: [{ query: requestSize('$quantile', which, by), legend }],
    }),
    lines({
      title: `Response size by ${words}`,
      description: 'Bodies only, at the percentile chosen above.',
      unit: 'bytes',
      width: 8,
      lines: [{ query: responseSize('$quantile', which, by), legend }],
    }),
    lines({
      title: `Mutual TLS by ${words}`,
      description:
        'The share of requests that arrived over mutual TLS. Told by the servers’ proxies, whoever is chosen above.',
      unit: 'percentunit',
      width: 8,
      max: 1,
      lines: [{ query: mutualTlsShare(which, by), legend }],
    }),
  ];
}

/** TCP connections split by one side of them, in a line of three. */
export function connectionsSplit(which: Traffic, { words, by, legend }: Split): PanelBuilder[] {
  const opened: Line = { query: tcpOpened(which, by), legend: `${legend}: opened` };
  const closed: Line = { query: tcpClosed(which, by), legend: `${legend}: closed` };
  return [
    lines({
      title: `TCP bytes received by ${words}`,
      description:
        'What servers received from clients over plain TCP connections; HTTP and gRPC are not in it.',
      unit: 'Bps',
      width: 8,
      lines: [{ query: tcpReceived(which, by), legend }],
    }),
    lines({
      title: `TCP bytes sent by ${words}`,
      description:
        'What servers sent back to clients over plain TCP connections; HTTP and gRPC are not in it.',
      unit: 'Bps',
      width: 8,
      lines: [{ query: tcpSent(which, by), legend }],
    }),
    lines({
      title: `TCP connections by ${words}`,
      description: 'Opened above closed for long means that connections pile up.',
      unit: 'cps',
      width: 8,
      lines: [opened, closed],
    }),
  ];
}

/** Why requests failed on the way, and how gRPC calls ended, filling a line. */
export function outcomes(which: Traffic): PanelBuilder[] {
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
