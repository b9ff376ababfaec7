import { counter, type Exported, gauge, histogram } from './exported-metric';

/**
 * What istiod tells of its work: distributing configuration, checking it, injecting sidecars and signing
 * certificates.
 *
 * @see https://istio.io/latest/docs/reference/commands/pilot-discovery/#metrics
 */
export const istiodMetrics = {
  // Which builds run: istiod, and every proxy too.
  istio_build: gauge(['component', 'tag']),
  pilot_info: gauge(['version']),
  istiod_uptime_seconds: gauge([]),
  istiod_managed_clusters: gauge(['cluster_type']),

  // What istiod knows.
  pilot_services: gauge([]),
  pilot_virt_services: gauge([]),
  pilot_xds: gauge(['version']),
  pilot_k8s_cfg_events: counter(['type', 'event']),
  pilot_k8s_reg_events: counter(['type', 'event']),
  pilot_inbound_updates: counter(['type']),
  pilot_push_triggers: counter(['type']),

  // What it sends to the proxies, and how long that takes, in seconds.
  pilot_xds_pushes: counter(['type']),
  pilot_xds_push_time: histogram(['type']),
  pilot_xds_send_time: histogram([]),
  pilot_xds_config_size_bytes: histogram(['type']),
  pilot_debounce_time: histogram([]),
  pilot_pushcontext_init_seconds: histogram([]),
  pilot_proxy_queue_time: histogram([]),
  pilot_proxy_convergence_time: histogram([]),
  xds_cache_reads: counter(['type']),
  xds_cache_evictions: counter(['type']),
  xds_cache_size: gauge([]),

  // What goes wrong on the way.
  pilot_total_xds_rejects: counter(['type']),
  pilot_total_xds_internal_errors: counter([]),
  pilot_total_rejected_configs: counter(['type', 'name']),
  pilot_xds_write_timeout: counter([]),
  pilot_xds_expired_nonce: counter(['type']),
  pilot_xds_cds_reject: gauge(['node', 'err']),
  pilot_xds_eds_reject: gauge(['node', 'err']),
  pilot_xds_lds_reject: gauge(['node', 'err']),
  pilot_xds_rds_reject: gauge(['node', 'err']),
  pilot_sds_certificate_errors_total: counter([]),
  pilot_jwks_resolver_network_fetch_success_total: counter([]),
  pilot_jwks_resolver_network_fetch_fail_total: counter([]),
  controller_sync_errors_total: counter([]),
  remote_cluster_sync_timeouts_total: counter([]),

  // Configuration that contradicts itself; in objects, as of the last push.
  pilot_conflict_inbound_listener: gauge([]),
  pilot_conflict_outbound_listener_tcp_over_current_tcp: gauge([]),
  pilot_destrule_subsets: gauge([]),
  pilot_duplicate_envoy_clusters: gauge([]),
  pilot_vservice_dup_domain: gauge([]),
  pilot_eds_no_instances: gauge([]),
  pilot_dns_cluster_without_endpoints: gauge([]),
  pilot_endpoint_not_ready: gauge([]),
  pilot_no_ip: gauge([]),
  pilot_k8s_endpoints_pending_pod: gauge([]),
  pilot_k8s_endpoints_with_no_pods: counter([]),

  // The two admission webhooks.
  galley_validation_passed: counter(['group', 'version', 'resource']),
  galley_validation_failed: counter(['group', 'version', 'resource', 'reason']),
  galley_validation_http_error: counter(['status']),
  galley_validation_config_updates: counter([]),
  galley_validation_config_update_error: counter(['reason']),
  galley_validation_config_load_error: counter(['reason']),
  sidecar_injection_requests_total: counter([]),
  sidecar_injection_success_total: counter([]),
  sidecar_injection_failure_total: counter([]),
  sidecar_injection_skip_total: counter([]),
  webhook_patch_attempts_total: counter(['name']),
  webhook_patch_failures_total: counter(['name', 'reason']),
  webhook_patch_retries_total: counter(['name']),

  // The certificate authority; times are seconds since 1970.
  citadel_server_csr_count: counter([]),
  citadel_server_success_cert_issuance_count: counter([]),
  citadel_server_authentication_failure_count: counter([]),
  citadel_server_csr_parsing_err_count: counter([]),
  citadel_server_csr_sign_err_count: counter(['error']),
  citadel_server_id_extraction_err_count: counter([]),
  citadel_server_root_cert_expiry_timestamp: gauge([]),
  citadel_server_cert_chain_expiry_timestamp: gauge([]),

  // Every Go process.
  go_goroutines: gauge([]),
  go_gc_duration_seconds_sum: counter([]),
  go_gc_duration_seconds_count: counter([]),
  go_memstats_alloc_bytes: gauge([]),
  go_memstats_alloc_bytes_total: counter([]),
  go_memstats_mallocs_total: counter([]),
  go_memstats_heap_alloc_bytes: gauge([]),
  go_memstats_heap_inuse_bytes: gauge([]),
  go_memstats_heap_sys_bytes: gauge([]),
  go_memstats_stack_inuse_bytes: gauge([]),
  process_cpu_seconds_total: counter([]),
  process_resident_memory_bytes: gauge([]),
  process_virtual_memory_bytes: gauge([]),
  process_open_fds: gauge([]),
  process_max_fds: gauge([]),
  process_start_time_seconds: gauge([]),
} as const satisfies Exported;
