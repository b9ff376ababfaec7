import type { Shape } from '../shape';

/** Kinds that are nothing without their `spec`. */
export const needsSpec: Shape<{ readonly spec?: unknown }> = ({ spec }, place) => {
  if (spec === undefined || spec === null) place.report('is required', { at: ['spec'] });
};
