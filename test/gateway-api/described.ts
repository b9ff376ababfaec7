import { App, Chart, Testing } from 'cdk8s';
import { Gateway, HTTPRoute, type HTTPRule } from '../../lib/gateway-api';
import { validateObject } from '../../lib/validation/validate-object';
import { Microservice } from '../../lib/workload';
import type { Manifest } from '../istio/rendered';

/** The objects that `build` puts into a chart of the namespace `demo`, each of which the API server takes. */
export function accepted(build: (chart: Chart) => void, app: App = new App()): readonly Manifest[] {
  const chart = new Chart(app, 'chart', { namespace: 'demo' });
  build(chart);
  const objects = Testing.synth(chart) as Manifest[];
  expect(objects.flatMap((object) => validateObject(object))).toEqual([]);
  return objects;
}

/** The spec of the last object that `build` puts into a chart. */
export function acceptedSpec(build: (chart: Chart) => void): unknown {
  return accepted(build).at(-1)?.spec;
}

/** A Gateway that lies elsewhere. */
export const shared = Gateway.named('shared', { namespace: 'ingress' });

/** A rule as it is written in an HTTPRoute of that Gateway. */
export function acceptedRule(rule: HTTPRule): unknown {
  const spec = acceptedSpec((chart) => {
    new HTTPRoute(chart, 'route', { parents: [shared], rules: [rule] });
  }) as { rules: unknown[] };
  return spec.rules[0];
}

/** A service of the chart with one port. */
export function service(chart: Chart, name = 'reviews') {
  return new Microservice(chart, name, {
    ports: { http: 9080 },
    versions: { v1: { image: 'example/app:1' } },
  });
}
