import { App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../rendered';
import { entries } from './entries';
import { extensions } from './extensions';
import { gateways } from './gateways';
import { patches } from './patches';
import { policies } from './policies';
import { routes } from './routes';
import { rules } from './rules';
import { telemetry } from './telemetry';
import { tokens } from './tokens';

/** Builds objects that between them set every field that the API of lib/istio can set, and that Istio accepts. */
export function buildSpecimens(scope: Construct): void {
  for (const build of [gateways, routes, rules, policies, telemetry, entries, tokens, patches, extensions])
    build(scope);
}

/** The specimens as they are written. */
export function specimens(): readonly Manifest[] {
  const chart = new Chart(new App(), 'specimens', { namespace: 'demo' });
  buildSpecimens(chart);
  return Testing.synth(chart);
}
