import { Chart, Testing } from 'cdk8s';
import type { Manifest } from '../rendered';
import { entries } from './entries';
import { gateways } from './gateways';
import { policies } from './policies';
import { routes } from './routes';
import { rules } from './rules';
import { telemetry } from './telemetry';

/** Objects that between them set every field that the API of lib/istio can set, and that Istio accepts. */
export function specimens(): readonly Manifest[] {
  const chart = new Chart(Testing.app(), 'specimens', { namespace: 'demo' });
  gateways(chart);
  routes(chart);
  rules(chart);
  policies(chart);
  telemetry(chart);
  entries(chart);
  return Testing.synth(chart);
}
