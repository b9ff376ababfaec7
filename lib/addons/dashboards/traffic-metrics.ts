import { counter, type Exported, histogram } from './exported-metric';

/** The labels on every metric of requests and connections: who called whom, how safely, and who tells it. */
const traffic = [
  'reporter',
  'source_workload',
  'source_workload_namespace',
  'source_principal',
  'source_app',
  'source_version',
  'source_cluster',
  'source_canonical_service',
  'source_canonical_revision',
  'destination_workload',
  'destination_workload_namespace',
  'destination_principal',
  'destination_app',
  'destination_version',
  'destination_cluster',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
  'request_protocol',
  'response_flags',
  'connection_security_policy',
] as const;

/** Requests have an outcome besides. */
const request = [...traffic, 'response_code', 'grpc_response_status'] as const;

/**
 * What sidecars, gateways and waypoints tell of the traffic that they carry. `reporter` is `source` for the caller's
 * side, `destination` for the called one's, `waypoint` for a proxy between them; `connection_security_policy` is
 * known at the destination only.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export const trafficMetrics = {
  istio_requests_total: counter(request),
  istio_request_duration_milliseconds: histogram(request),
  istio_request_bytes: histogram(request),
  istio_response_bytes: histogram(request),
  istio_request_messages_total: counter(traffic),
  istio_response_messages_total: counter(traffic),
  istio_tcp_sent_bytes_total: counter(traffic),
  istio_tcp_received_bytes_total: counter(traffic),
  istio_tcp_connections_opened_total: counter(traffic),
  istio_tcp_connections_closed_total: counter(traffic),
} as const satisfies Exported;
