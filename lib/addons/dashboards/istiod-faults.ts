import { lines, type NewPanel } from './panels';
import { orZero, rate, series, sum } from './promql';
import { chosenIstiods } from './scopes';

/** What does not reach the proxies, and what is wrong with it, in a line of three. */
export function faults(): NewPanel[] {
  return [
    lines({
      title: 'Push errors',
      description: 'Each of them leaves a proxy with old configuration. istiod’s log names the proxy.',
      unit: 'ops',
      width: 8,
      lines: [
        { query: sum(rate('pilot_total_xds_rejects', chosenIstiods), ['type']), legend: 'rejected {{type}}' },
        {
          query: orZero(sum(rate('pilot_total_xds_internal_errors', chosenIstiods))),
          legend: 'internal errors',
        },
        { query: orZero(sum(rate('pilot_xds_write_timeout', chosenIstiods))), legend: 'timeouts' },
        {
          query: orZero(sum(rate('pilot_xds_expired_nonce', chosenIstiods))),
          legend: 'answers to older pushes',
        },
        {
          query: orZero(sum(rate('pilot_total_rejected_configs', chosenIstiods))),
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
        { query: sum(series('pilot_conflict_inbound_listener', chosenIstiods)), legend: 'inbound listeners' },
        {
          query: sum(series('pilot_conflict_outbound_listener_tcp_over_current_tcp', chosenIstiods)),
          legend: 'outbound listeners',
        },
        { query: sum(series('pilot_vservice_dup_domain', chosenIstiods)), legend: 'hosts routed twice' },
        { query: sum(series('pilot_destrule_subsets', chosenIstiods)), legend: 'subsets named twice' },
        {
          query: sum(series('pilot_duplicate_envoy_clusters', chosenIstiods)),
          legend: 'hosts entered twice',
        },
      ],
    }),
    lines({
      title: 'Endpoints that are missing',
      description: 'Services without a ready pod answer every request with 503.',
      unit: 'none',
      width: 8,
      lines: [
        { query: sum(series('pilot_eds_no_instances', chosenIstiods)), legend: 'clusters without endpoints' },
        {
          query: sum(series('pilot_dns_cluster_without_endpoints', chosenIstiods)),
          legend: 'DNS clusters without endpoints',
        },
        { query: sum(series('pilot_endpoint_not_ready', chosenIstiods)), legend: 'endpoints not ready' },
        { query: sum(series('pilot_no_ip', chosenIstiods)), legend: 'pods not found' },
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
        { query: orZero(sum(rate('galley_validation_passed', chosenIstiods))), legend: 'accepted' },
        {
          query: sum(rate('galley_validation_failed', chosenIstiods), ['resource', 'reason']),
          legend: 'refused {{resource}}: {{reason}}',
        },
        { query: orZero(sum(rate('galley_validation_http_error', chosenIstiods))), legend: 'errors' },
      ],
    }),
    lines({
      title: 'Sidecar injection',
      description: 'Pods that were given a sidecar, that asked for none, and that could not be given one.',
      unit: 'ops',
      width: 8,
      colours: { '/^injected$/': 'green', '/^failed$/': 'red' },
      lines: [
        { query: orZero(sum(rate('sidecar_injection_success_total', chosenIstiods))), legend: 'injected' },
        { query: orZero(sum(rate('sidecar_injection_skip_total', chosenIstiods))), legend: 'skipped' },
        { query: orZero(sum(rate('sidecar_injection_failure_total', chosenIstiods))), legend: 'failed' },
      ],
    }),
    lines({
      title: 'Certificates',
      description: 'Certificates that proxies asked for and got, and why others were not signed.',
      unit: 'ops',
      width: 8,
      colours: { '/^signed$/': 'green' },
      lines: [
        { query: orZero(sum(rate('citadel_server_csr_count', chosenIstiods))), legend: 'asked for' },
        {
          query: orZero(sum(rate('citadel_server_success_cert_issuance_count', chosenIstiods))),
          legend: 'signed',
        },
        {
          query: orZero(sum(rate('citadel_server_authentication_failure_count', chosenIstiods))),
          legend: 'not authenticated',
        },
        {
          query: orZero(sum(rate('citadel_server_csr_parsing_err_count', chosenIstiods))),
          legend: 'malformed',
        },
        {
          query: orZero(sum(rate('citadel_server_csr_sign_err_count', chosenIstiods))),
          legend: 'signing failed',
        },
      ],
    }),
  ];
}
