import { chosen } from './istiod-scope';
import { lines, type NewPanel } from './panels';
import { orZero, rate, series, sum } from './promql';

/** What does not reach the proxies, and what is wrong with it, in a line of three. */
export function faults(): NewPanel[] {
  return [
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
  ];
}

/** What istiod was asked to check, to inject and to sign, in a line of three. */
export function requestsToIstiod(): NewPanel[] {
  return [
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
      description: 'Pods that were given a sidecar, that asked for none, and that could not be given one.',
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
  ];
}
