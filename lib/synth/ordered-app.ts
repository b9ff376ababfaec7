import type { ApiObject, App, Chart } from 'cdk8s';
import { resolveDependencies } from './dependencies';
import { Topology } from './topology';
import { walk } from './tree';
import { validate } from './validate';

/** An app, validated, with all that it will write in its final order. */
export interface OrderedApp {
  readonly app: App;
  /** Each chart after those it depends on. */
  readonly charts: readonly OrderedChart[];
  /** Whether any chart depends on another one, be it of another app. */
  readonly hasDependentCharts: boolean;
}

/** A chart with its own objects. */
export interface OrderedChart {
  readonly chart: Chart;
  /** Each object after those it depends on; without the objects of charts inside this one. */
  readonly objects: readonly ApiObject[];
  /** The charts that must be applied before this one. */
  readonly after: readonly Chart[];
}

/**
 * Brings an app into the order of `App.synth()`, walking, validating and resolving it once instead of once
 * per chart. The construct tree is left as it was.
 * @throws Error listing every validation that failed
 * @throws ConfigError when constructs depend on each other in a circle
 */
export function orderApp(app: App): OrderedApp {
  validate(app);
  const tree = walk(app);
  const dependencies = resolveDependencies(tree);
  const topology = new Topology(tree, dependencies);
  const chartAt = (place: number): Chart => tree.constructs[place] as Chart;
  const charts = topology.charts().map(
    (place): OrderedChart => ({
      chart: chartAt(place),
      objects: topology.objectsOf(place).map((object) => tree.constructs[object] as ApiObject),
      after: [...(dependencies.ofCharts.get(place) ?? [])].filter((other) => other >= 0).map(chartAt),
    }),
  );
  return { app, charts, hasDependentCharts: dependencies.ofCharts.size > 0 };
}
