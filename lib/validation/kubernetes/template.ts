import { object, type Shape } from '../shape';
import { annotationMap, labelMap } from './label-map';
import { needsSpec } from './needs-spec';
import { podSpec } from './pod';

/** What the API server asks of the pods that a controller makes. */
export const template: Shape = object(
  { metadata: object({ labels: labelMap, annotations: annotationMap }), spec: podSpec },
  needsSpec,
);
