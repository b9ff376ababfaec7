import type { Label } from './metrics';
import { type Line, lines, type NewPanel, successes } from './panels';
import { top } from './promql';
import {
  latency,
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

/** By the workloads that call. */
export const byClient: Split = {
  words: 'client',
  by: ['source_workload', 'source_workload_namespace'],
  legend: '{{source_workload}}.{{source_workload_namespace}}',
};

/** More lines than this are not told apart. */
const most = 20;

/** Requests split by one side of them: rate, successes, latency, sizes and security, in two lines of three. */
export function requestsSplit(which: Traffic, { words, by, legend }: Split): NewPanel[] {
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
export function connectionsSplit(which: Traffic, { words, by, legend }: Split): NewPanel[] {
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
