import { counter, type Exported, gauge } from './exported-metric';

/** Envoy's statistics of one upstream; only `xds-grpc`, the way to istiod, is exported unless a mesh asks for more. */
const upstream = ['cluster_name'] as const;

/**
 * What a proxy tells of itself on the one page that is scraped: Envoy's statistics that Istio lets through by default
 * (`cluster_manager`, `listener_manager`, `server`, `cluster.xds-grpc`, `wasm`) and those of the agent beside it.
 * Envoy leaves out a counter that was never counted.
 *
 * @see https://istio.io/latest/docs/ops/configuration/telemetry/envoy-stats/
 */
export const proxyMetrics = {
  envoy_server_uptime: gauge([]),
  envoy_server_live: gauge([]),
  envoy_server_concurrency: gauge([]),
  envoy_server_memory_allocated: gauge([]),
  envoy_server_memory_heap_size: gauge([]),
  envoy_server_memory_physical_size: gauge([]),
  envoy_server_total_connections: gauge([]),
  envoy_server_hot_restart_epoch: gauge([]),
  envoy_server_days_until_first_cert_expiring: gauge([]),
  envoy_server_main_thread_watchdog_miss: counter([]),
  envoy_server_main_thread_watchdog_mega_miss: counter([]),

  envoy_cluster_manager_active_clusters: gauge([]),
  envoy_cluster_manager_warming_clusters: gauge([]),
  envoy_cluster_manager_cds_update_success: counter([]),
  envoy_cluster_manager_cds_update_rejected: counter([]),
  envoy_cluster_manager_cds_update_failure: counter([]),
  envoy_listener_manager_total_listeners_active: gauge([]),
  envoy_listener_manager_total_listeners_warming: gauge([]),
  envoy_listener_manager_total_listeners_draining: gauge([]),
  envoy_listener_manager_lds_update_success: counter([]),
  envoy_listener_manager_lds_update_rejected: counter([]),
  envoy_listener_manager_lds_update_failure: counter([]),

  envoy_cluster_upstream_cx_active: gauge(upstream),
  envoy_cluster_upstream_cx_total: counter(upstream),
  envoy_cluster_upstream_cx_connect_fail: counter(upstream),
  envoy_cluster_upstream_cx_rx_bytes_total: counter(upstream),
  envoy_cluster_upstream_cx_tx_bytes_total: counter(upstream),

  // The agent puts its prefix before what it and its Go process count.
  istio_agent_process_cpu_seconds_total: counter([]),
  istio_agent_process_resident_memory_bytes: gauge([]),
  istio_agent_process_open_fds: gauge([]),
  istio_agent_go_goroutines: gauge([]),
  istio_agent_cert_expiry_seconds: gauge(['resource_name']),
  istio_agent_startup_duration_seconds: gauge([]),
  istio_agent_scrapes_total: counter([]),
  istio_agent_scrape_failures_total: counter(['type']),
  istio_agent_istiod_connection_failures: counter([]),
  istio_agent_istiod_connection_terminations: counter(['type']),
  istio_agent_envoy_connection_terminations: counter(['type']),
  istio_agent_xds_proxy_requests: counter([]),
  istio_agent_xds_proxy_responses: counter([]),
  istio_agent_num_outgoing_requests: counter(['request_type']),
} as const satisfies Exported;
