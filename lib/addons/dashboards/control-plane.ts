import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import { heatmap, lines, none, stat } from './panels';
import { increase, labelValues, min, orZero, quantile, rate, series, sum } from './promql';
import { dataSource, some } from './variables';

/** istiod's pods; what only istiod exports needs no more than the pod. */
const istiod = { app: '=istiod', pod: '=~$pod' } as const;
const chosen = { pod: '=~$pod' } as const;
/** Every proxy's connection to istiod. */
const toIstiod = { cluster_name: '=xds-grpc' } as const;

const day = 86_400;

/** istiod: does configuration reach the proxies, soon and whole, and is it sound? */
export function controlPlaneDashboard(): Dashboard {
  return dashboard({
    uid: uids.controlPlane,
    title: 'Istio control plane',
    description:
      'istiod: what it sends to the proxies, how long that takes, what is refused, and what it costs.',
    variables: [
      dataSource(),
      some({
        name: 'pod',
        label: 'istiod',
        from: labelValues(series('istio_build', { component: '=pilot' }), 'pod'),
      }),
    ],
    rows: [
      {
        title: 'At a glance',
        panels: [
          stat({
            title: 'istiod pods',
            description: 'Pods of the control plane that are scraped. None: Prometheus cannot reach istiod.',
            unit: 'none',
            width: 4,
            query: orZero(sum(series('istio_build', { component: '=pilot', ...chosen }))),
            colours: ['red', [1, 'green']],
            noValue: '0',
          }),
          stat({
            title: 'Connected proxies',
            description: 'Sidecars, gateways and waypoints that get their configuration from these pods.',
            unit: 'none',
            width: 4,
            query: orZero(sum(series('pilot_xds', chosen))),
            colours: ['orange', [1, 'green']],
            noValue: '0',
          }),
          stat({
            title: 'Time to reach a proxy (P99)',
            description:
              'From a change of configuration until a proxy has all of it. Seconds are usual; tens of seconds mean an overloaded istiod.',
            unit: 's',
            width: 4,
            query: quantile(0.99, 'pilot_proxy_convergence_time', chosen),
            colours: ['green', [5, 'orange'], [20, 'red']],
            noValue: 'no changes',
          }),
          stat({
            title: 'Rejected by proxies',
            description:
              'Configuration that a proxy refused during the time shown. Such a proxy goes on with what it had.',
            unit: 'none',
            width: 4,
            query: orZero(sum(increase('pilot_total_xds_rejects', chosen))),
            colours: none,
            noValue: '0',
            decimals: 0,
          }),
          stat({
            title: 'Failed injections',
            description:
              'Pods that could not be given their sidecar during the time shown; they were not created.',
            unit: 'none',
            width: 4,
            query: orZero(sum(increase('sidecar_injection_failure_total', chosen))),
            colours: none,
            noValue: '0',
            decimals: 0,
          }),
          stat({
            title: 'Root certificate expires in',
            description: 'When it has expired no proxy trusts another. Rotate it months before.',
            unit: 's',
            width: 4,
            query: `${min(series('citadel_server_root_cert_expiry_timestamp', chosen))} - time()`,
            colours: ['red', [30 * day, 'orange'], [90 * day, 'green']],
            noValue: 'not known',
          }),
        ],
      },
      {
        title: 'Distributing configuration',
        panels: [
          lines({
            title: 'Pushes by kind',
            description:
              'Configuration sent to proxies, per second: clusters (cds), endpoints (eds), listeners (lds), routes (rds), secrets (sds), names (nds). A kind that ends in senderr failed to be sent.',
            unit: 'ops',
            width: 8,
            stacked: true,
            lines: [{ query: sum(rate('pilot_xds_pushes', chosen), ['type']), legend: '{{type}}' }],
          }),
          lines({
            title: 'Time from change to proxy',
            description: 'From a change of configuration until a proxy has all of it.',
            unit: 's',
            width: 8,
            lines: [
              { query: quantile(0.5, 'pilot_proxy_convergence_time', chosen), legend: 'P50' },
              { query: quantile(0.9, 'pilot_proxy_convergence_time', chosen), legend: 'P90' },
              { query: quantile(0.99, 'pilot_proxy_convergence_time', chosen), legend: 'P99' },
              { query: quantile(0.999, 'pilot_proxy_convergence_time', chosen), legend: 'P99.9' },
            ],
          }),
          lines({
            title: 'Where the time goes (P99)',
            description:
              'Gathering changes, computing what all proxies share, waiting for a proxy’s turn, computing and sending its part.',
            unit: 's',
            width: 8,
            lines: [
              { query: quantile(0.99, 'pilot_debounce_time', chosen), legend: 'gathering' },
              { query: quantile(0.99, 'pilot_pushcontext_init_seconds', chosen), legend: 'shared part' },
              { query: quantile(0.99, 'pilot_proxy_queue_time', chosen), legend: 'waiting' },
              { query: quantile(0.99, 'pilot_xds_push_time', chosen), legend: 'computing' },
              { query: quantile(0.99, 'pilot_xds_send_time', chosen), legend: 'sending' },
            ],
          }),
          heatmap({
            title: 'Push time',
            description: 'How many pushes took how long. Dark cells that move up: istiod becomes slower.',
            unit: 's',
            width: 12,
            query: sum(rate('pilot_xds_push_time_bucket', chosen), ['le']),
          }),
          heatmap({
            title: 'Push size',
            description: 'How many pushes were how large. Above 4 MB is where gRPC’s usual limit lies.',
            unit: 'bytes',
            width: 12,
            query: sum(rate('pilot_xds_config_size_bytes_bucket', chosen), ['le']),
          }),
          lines({
            title: 'Why configuration was pushed',
            description:
              'Reasons for pushes, per second. Endpoints change with every pod that starts or ends.',
            unit: 'ops',
            width: 8,
            stacked: true,
            lines: [{ query: sum(rate('pilot_push_triggers', chosen), ['type']), legend: '{{type}}' }],
          }),
          lines({
            title: 'Events from Kubernetes',
            description:
              'Changes of services, endpoints, pods and of Istio’s own objects that istiod learned of.',
            unit: 'ops',
            width: 8,
            lines: [
              {
                query: sum(rate('pilot_k8s_reg_events', chosen), ['type', 'event']),
                legend: '{{type}} {{event}}',
              },
              {
                query: sum(rate('pilot_k8s_cfg_events', chosen), ['type', 'event']),
                legend: '{{type}} {{event}}',
              },
            ],
          }),
          lines({
            title: 'Known to istiod',
            description: 'Services, virtual services and clusters that istiod makes configuration from.',
            unit: 'none',
            width: 8,
            lines: [
              { query: sum(series('pilot_services', chosen), ['pod']), legend: 'services ({{pod}})' },
              {
                query: sum(series('pilot_virt_services', chosen), ['pod']),
                legend: 'virtual services ({{pod}})',
              },
              {
                query: sum(series('istiod_managed_clusters', chosen), ['pod']),
                legend: 'clusters ({{pod}})',
              },
            ],
          }),
        ],
      },
      {
        title: 'Proxies’ connections to istiod',
        panels: [
          lines({
            title: 'Connected proxies',
            description:
              'Counted by istiod and by the proxies themselves. The two differ where proxies are not scraped or have lost their connection.',
            unit: 'none',
            width: 8,
            lines: [
              {
                query: sum(series('pilot_xds', chosen), ['pod', 'version']),
                legend: '{{pod}} ({{version}})',
              },
              {
                query: sum(series('envoy_cluster_upstream_cx_active', toIstiod)),
                legend: 'as the proxies say',
              },
            ],
          }),
          lines({
            title: 'New and failed connections',
            description:
              'Connections to istiod end every half hour and start anew; failures mean that it cannot be reached.',
            unit: 'cps',
            width: 8,
            colours: { '/failed/': 'red' },
            lines: [
              { query: sum(rate('envoy_cluster_upstream_cx_total', toIstiod)), legend: 'opened' },
              {
                query: orZero(sum(rate('envoy_cluster_upstream_cx_connect_fail', toIstiod))),
                legend: 'failed',
              },
            ],
          }),
          lines({
            title: 'Bytes between proxies and istiod',
            description: 'All configuration that proxies receive, and what they send back.',
            unit: 'Bps',
            width: 8,
            lines: [
              {
                query: sum(rate('envoy_cluster_upstream_cx_rx_bytes_total', toIstiod)),
                legend: 'to proxies',
              },
              { query: sum(rate('envoy_cluster_upstream_cx_tx_bytes_total', toIstiod)), legend: 'to istiod' },
            ],
          }),
        ],
      },
      {
        title: 'Faults',
        panels: [
          lines({
            title: 'Push errors',
            description: 'Each of them leaves a proxy with old configuration. istiod’s log names the proxy.',
            unit: 'ops',
            width: 8,
            lines: [
              { query: sum(rate('pilot_total_xds_rejects', chosen), ['type']), legend: 'rejected {{type}}' },
              {
                query: orZero(sum(rate('pilot_total_xds_internal_errors', chosen))),
                legend: 'internal errors',
              },
              { query: orZero(sum(rate('pilot_xds_write_timeout', chosen))), legend: 'timeouts' },
              {
                query: orZero(sum(rate('pilot_xds_expired_nonce', chosen))),
                legend: 'answers to older pushes',
              },
              {
                query: orZero(sum(rate('pilot_total_rejected_configs', chosen))),
                legend: 'ignored by istiod',
              },
            ],
          }),
          lines({
            title: 'Configuration that contradicts itself',
            description:
              'Two listeners for one port, and names that were given twice. One of the two wins, and not always the one meant.',
            unit: 'none',
            width: 8,
            lines: [
              { query: sum(series('pilot_conflict_inbound_listener', chosen)), legend: 'inbound listeners' },
              {
                query: sum(series('pilot_conflict_outbound_listener_tcp_over_current_tcp', chosen)),
                legend: 'outbound listeners',
              },
              { query: sum(series('pilot_vservice_dup_domain', chosen)), legend: 'hosts routed twice' },
              { query: sum(series('pilot_destrule_subsets', chosen)), legend: 'subsets named twice' },
              { query: sum(series('pilot_duplicate_envoy_clusters', chosen)), legend: 'hosts entered twice' },
            ],
          }),
          lines({
            title: 'Endpoints that are missing',
            description: 'Services without a ready pod answer every request with 503.',
            unit: 'none',
            width: 8,
            lines: [
              { query: sum(series('pilot_eds_no_instances', chosen)), legend: 'clusters without endpoints' },
              {
                query: sum(series('pilot_dns_cluster_without_endpoints', chosen)),
                legend: 'DNS clusters without endpoints',
              },
              { query: sum(series('pilot_endpoint_not_ready', chosen)), legend: 'endpoints not ready' },
              { query: sum(series('pilot_no_ip', chosen)), legend: 'pods not found' },
            ],
          }),
        ],
      },
      {
        title: 'Webhooks and certificates',
        panels: [
          lines({
            title: 'Validation of Istio objects',
            description: 'What the API server asked istiod to check. Refused objects were not stored.',
            unit: 'ops',
            width: 8,
            colours: { '/accepted/': 'green' },
            lines: [
              { query: orZero(sum(rate('galley_validation_passed', chosen))), legend: 'accepted' },
              {
                query: sum(rate('galley_validation_failed', chosen), ['resource', 'reason']),
                legend: 'refused {{resource}}: {{reason}}',
              },
              { query: orZero(sum(rate('galley_validation_http_error', chosen))), legend: 'errors' },
            ],
          }),
          lines({
            title: 'Sidecar injection',
            description:
              'Pods that were given a sidecar, that asked for none, and that could not be given one.',
            unit: 'ops',
            width: 8,
            colours: { '/^injected$/': 'green', '/^failed$/': 'red' },
            lines: [
              { query: orZero(sum(rate('sidecar_injection_success_total', chosen))), legend: 'injected' },
              { query: orZero(sum(rate('sidecar_injection_skip_total', chosen))), legend: 'skipped' },
              { query: orZero(sum(rate('sidecar_injection_failure_total', chosen))), legend: 'failed' },
            ],
          }),
          lines({
            title: 'Certificates',
            description: 'Certificates that proxies asked for and got, and why others were not signed.',
            unit: 'ops',
            width: 8,
            colours: { '/^signed$/': 'green' },
            lines: [
              { query: orZero(sum(rate('citadel_server_csr_count', chosen))), legend: 'asked for' },
              {
                query: orZero(sum(rate('citadel_server_success_cert_issuance_count', chosen))),
                legend: 'signed',
              },
              {
                query: orZero(sum(rate('citadel_server_authentication_failure_count', chosen))),
                legend: 'not authenticated',
              },
              {
                query: orZero(sum(rate('citadel_server_csr_parsing_err_count', chosen))),
                legend: 'malformed',
              },
              {
                query: orZero(sum(rate('citadel_server_csr_sign_err_count', chosen))),
                legend: 'signing failed',
              },
            ],
          }),
        ],
      },
      {
        title: 'What istiod costs',
        panels: [
          lines({
            title: 'CPU',
            description: 'Cores in use by each pod’s process.',
            unit: 'short',
            width: 6,
            lines: [{ query: sum(rate('process_cpu_seconds_total', istiod), ['pod']), legend: '{{pod}}' }],
          }),
          lines({
            title: 'Memory',
            description: 'Resident memory is what counts against the limit of the container.',
            unit: 'bytes',
            width: 6,
            lines: [
              {
                query: sum(series('process_resident_memory_bytes', istiod), ['pod']),
                legend: 'resident ({{pod}})',
              },
              {
                query: sum(series('go_memstats_heap_inuse_bytes', istiod), ['pod']),
                legend: 'heap in use ({{pod}})',
              },
              {
                query: sum(series('go_memstats_heap_alloc_bytes', istiod), ['pod']),
                legend: 'heap objects ({{pod}})',
              },
              {
                query: sum(series('go_memstats_stack_inuse_bytes', istiod), ['pod']),
                legend: 'stacks ({{pod}})',
              },
            ],
          }),
          lines({
            title: 'Memory allocated',
            description: 'New memory per second; much of it means work for the garbage collector.',
            unit: 'Bps',
            width: 6,
            lines: [
              { query: sum(rate('go_memstats_alloc_bytes_total', istiod), ['pod']), legend: '{{pod}}' },
            ],
          }),
          lines({
            title: 'Goroutines and open files',
            description:
              'Both grow with the number of connected proxies; growth without new proxies is a leak.',
            unit: 'short',
            width: 6,
            lines: [
              { query: sum(series('go_goroutines', istiod), ['pod']), legend: 'goroutines ({{pod}})' },
              { query: sum(series('process_open_fds', istiod), ['pod']), legend: 'open files ({{pod}})' },
            ],
          }),
          lines({
            title: 'Versions of istiod',
            description: 'Two versions at once: an upgrade or a canary revision.',
            unit: 'none',
            width: 12,
            stacked: true,
            lines: [
              {
                query: sum(series('istio_build', { component: '=pilot', ...chosen }), ['tag']),
                legend: '{{tag}}',
              },
            ],
          }),
          lines({
            title: 'Cache of configuration',
            description: 'Parts of configuration that were found already computed, or had to be computed.',
            unit: 'ops',
            width: 12,
            lines: [
              { query: sum(rate('xds_cache_reads', chosen), ['type']), legend: '{{type}}' },
              { query: orZero(sum(rate('xds_cache_evictions', chosen))), legend: 'thrown out' },
            ],
          }),
        ],
      },
    ],
  });
}
