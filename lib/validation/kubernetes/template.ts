import { object, type Shape } from '../shape';
import { annotationMap, labelMap } from './label-map';
import { needsSpec } from './needs-spec';
import { podSpec, podSpecOfStatefulSet } from './pod';

function templateOf(spec: Shape): Shape {
  return object({ metadata: object({ labels: labelMap, annotations: annotationMap }), spec }, needsSpec);
}

/** What the API server asks of the pods that a controller makes. */
export const template: Shape = templateOf(podSpec);

/** The same of those that a StatefulSet makes. */
export const templateOfStatefulSet: Shape = templateOf(podSpecOfStatefulSet);
