import { lines, type NewPanel, neutral, stat, successes, unwanted } from './panels';
import { orZero } from './promql';
import {
  answered,
  latency,
  meanLatency,
  mutualTlsShare,
  requests,
  successRate,
  type Traffic,
} from './traffic';

/** The colour of an answer's kind, whatever the code: `2xx` green, `4xx` orange, `5xx` red, no answer purple. */
const answerColours = {
  '/(^|: )2\\d\\d$/': 'green',
  '/(^|: )3\\d\\d$/': 'blue',
  '/(^|: )4\\d\\d$/': 'orange',
  '/(^|: )5\\d\\d$/': 'red',
  '/(^|: )0$/': 'purple',
} as const;

/** Six numbers that tell at a glance how the traffic fares, filling a line. */
export function overview(which: Traffic): NewPanel[] {
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
      colours: unwanted,
      noValue: '0',
    }),
    stat({
      title: 'Latency (P95)',
      description: 'Nineteen of twenty requests took less.',
      unit: 'ms',
      width: 4,
      query: latency(0.95, which),
      colours: neutral,
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
export function course(which: Traffic): NewPanel[] {
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
