import { type ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { OrderedChart } from './ordered-app';

/** One object as it will be written. */
export interface RenderedObject {
  /** What `kubectl` will read: fresh, plain data. */
  readonly manifest: unknown;
  /** The path of the construct that made it. */
  readonly path: string;
  /** That construct, or its chart where the chart renders by itself. */
  readonly construct: IConstruct;
}

/**
 * A file of objects, before it is text. The objects are rendered as they are asked for, one after the other,
 * so that each can be forgotten when it is written: in a large app most of the time went into keeping them.
 */
export interface ObjectFile {
  /** Relative to the output folder, with `/` between folders. */
  readonly file: string;
  readonly objects: Iterable<RenderedObject>;
}

/**
 * Renders the objects of a chart in their order.
 * A chart class with a `toJson` of its own is asked for all of them, as `App.synth()` does.
 */
export function* renderChart({ chart, objects }: OrderedChart): Iterable<RenderedObject> {
  if (chart.toJson === Chart.prototype.toJson) {
    for (const object of objects) yield renderObject(object);
  } else {
    for (const manifest of Object.values(chart.toJson()))
      yield { manifest, path: chart.node.path, construct: chart };
  }
}

/** Renders one object; whatever its class makes of `toJson` is what is written. */
export function renderObject(object: ApiObject): RenderedObject {
  return { manifest: object.toJson(), path: object.node.path, construct: object };
}
