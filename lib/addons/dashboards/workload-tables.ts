import { toService, toWorkload } from './links';
import { type NewPanel, successes } from './panels';
import { type KeyColumn, table } from './table';
import {
  latency,
  mutualTlsShare,
  requests,
  successRate,
  type Traffic,
  tcpClosed,
  tcpOpened,
  tcpReceived,
  tcpSent,
} from './traffic';

const service: KeyColumn = { label: 'destination_service', title: 'Service', link: toService };
const server: readonly KeyColumn[] = [
  { label: 'destination_workload', title: 'Workload', link: toWorkload('destination_workload_namespace') },
  { label: 'destination_workload_namespace', title: 'Namespace' },
];
const client: readonly KeyColumn[] = [
  { label: 'source_workload', title: 'Workload', link: toWorkload('source_workload_namespace') },
  { label: 'source_workload_namespace', title: 'Namespace' },
];

/** Which side of the traffic a table has a row for. */
export const sides = {
  /** The called workloads, once for each service that they are called through. */
  servers: [service, ...server],
  /** The called services. */
  services: [service],
  /** The calling workloads. */
  clients: client,
} as const satisfies Record<string, readonly KeyColumn[]>;

/** A table's words and measures. */
export type TableText = Pick<Parameters<typeof table>[0], 'title' | 'description' | 'width' | 'height'>;

function labels(keys: readonly KeyColumn[]) {
  return keys.map(({ label }) => label) as Parameters<typeof successRate>[1];
}

/** One row each: load, successes, latency and security of its HTTP and gRPC requests. */
export function requestTable(text: TableText, which: Traffic, keys: readonly KeyColumn[]): NewPanel {
  const by = labels(keys);
  return table({
    ...text,
    keys,
    values: [
      { title: 'Requests', query: requests(which, by), unit: 'reqps', decimals: 2 },
      {
        title: 'Success',
        query: successRate(which, by),
        unit: 'percentunit',
        decimals: 2,
        colours: successes,
      },
      { title: 'P50', query: latency(0.5, which, by), unit: 'ms' },
      { title: 'P90', query: latency(0.9, which, by), unit: 'ms' },
      { title: 'P99', query: latency(0.99, which, by), unit: 'ms' },
      {
        title: 'Mutual TLS',
        query: mutualTlsShare(which, by),
        unit: 'percentunit',
        decimals: 0,
        colours: ['orange', [1, 'green']],
      },
    ],
  });
}

/** One row each: bytes and connections of its plain TCP traffic. */
export function connectionTable(text: TableText, which: Traffic, keys: readonly KeyColumn[]): NewPanel {
  const by = labels(keys);
  return table({
    ...text,
    keys,
    values: [
      { title: 'Received', query: tcpReceived(which, by), unit: 'Bps', decimals: 1 },
      { title: 'Sent', query: tcpSent(which, by), unit: 'Bps', decimals: 1 },
      { title: 'Opened', query: tcpOpened(which, by), unit: 'cps', decimals: 2 },
      { title: 'Closed', query: tcpClosed(which, by), unit: 'cps', decimals: 2 },
    ],
  });
}
