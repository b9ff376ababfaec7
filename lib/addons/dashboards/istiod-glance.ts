import { type NewPanel, stat, unwanted } from './panels';
import { increase, min, orZero, quantile, series, sum, type Where } from './promql';

const day = 86_400;

/** Six numbers that tell whether istiod does its work, filling a line. */
export function glance(which: Where<'pilot_services'> = {}): NewPanel[] {
  return [
    stat({
      title: 'istiod pods',
      description: 'Pods of the control plane that are scraped. None: Prometheus cannot reach istiod.',
      unit: 'none',
      width: 4,
      query: orZero(sum(series('istio_build', { component: '=pilot', ...which }))),
      colours: ['red', [1, 'green']],
      noValue: '0',
    }),
    stat({
      title: 'Connected proxies',
      description: 'Sidecars, gateways and waypoints that get their configuration from these pods.',
      unit: 'none',
      width: 4,
      query: orZero(sum(series('pilot_xds', which))),
      colours: ['orange', [1, 'green']],
      noValue: '0',
    }),
    stat({
      title: 'Time to reach a proxy (P99)',
      description:
        'From a change of configuration until a proxy has all of it. Seconds are usual; tens of seconds mean an overloaded istiod.',
      unit: 's',
      width: 4,
      query: quantile(0.99, 'pilot_proxy_convergence_time', which),
      colours: ['green', [5, 'orange'], [20, 'red']],
      noValue: 'no changes',
    }),
    stat({
      title: 'Rejected by proxies',
      description:
        'Configuration that a proxy refused during the time shown. Such a proxy goes on with what it had.',
      unit: 'none',
      width: 4,
      query: orZero(sum(increase('pilot_total_xds_rejects', which))),
      colours: unwanted,
      noValue: '0',
      decimals: 0,
    }),
    stat({
      title: 'Failed injections',
      description: 'Pods that could not be given their sidecar during the time shown; they were not created.',
      unit: 'none',
      width: 4,
      query: orZero(sum(increase('sidecar_injection_failure_total', which))),
      colours: unwanted,
      noValue: '0',
      decimals: 0,
    }),
    stat({
      title: 'Root certificate expires in',
      description: 'When it has expired no proxy trusts another. Rotate it months before.',
      unit: 's',
      width: 4,
      query: `${min(series('citadel_server_root_cert_expiry_timestamp', which))} - time()`,
      colours: ['red', [30 * day, 'orange'], [90 * day, 'green']],
      noValue: 'not known',
    }),
  ];
}
