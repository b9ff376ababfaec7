import { judge } from '../../../lib/validation/istiod/judge';
import { fieldOf } from '../../../lib/validation/schema/walk';

/** An object of which nothing but its spec is of interest. */
export const context = { name: 'a', namespace: 'demo', labels: {}, annotations: {}, release: '1.30' };

/** The fields that istiod refuses. */
export const refused = (kind: string, spec: object, more: object = {}) =>
  judge(kind, spec, { ...context, ...more }).map(({ steps }) => fieldOf(steps).replace(/^spec\.?/, ''));
