import { App, Chart, Testing } from 'cdk8s';

/** An object as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: unknown;
}

/** The objects that `build` puts into a chart of the namespace `demo`. */
export function rendered(build: (chart: Chart) => void, app: App = new App()): readonly Manifest[] {
  const chart = new Chart(app, 'chart', { namespace: 'demo' });
  build(chart);
  return Testing.synth(chart);
}

/** The spec of the last object that `build` puts into a chart. */
export function spec(build: (chart: Chart) => void): unknown {
  return rendered(build).at(-1)?.spec;
}
