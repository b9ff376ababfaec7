import { object, type Shape, value } from '../shape';
import { labelSelector } from './label-selector';
import { isGiven, oneOf } from './required';
import { shareOfAll } from './shares';

interface Budget {
  readonly minAvailable?: number | string | null;
  readonly maxUnavailable?: number | string | null;
}

const oneBound: Shape<Budget> = ({ minAvailable, maxUnavailable }, place) => {
  if (isGiven(minAvailable) && isGiven(maxUnavailable))
    place.report('can have one of minAvailable and maxUnavailable');
};

/** What the API server asks of a PodDisruptionBudget. */
export const disruptionBudget = object({
  spec: object<Budget>(
    {
      minAvailable: value(shareOfAll),
      maxUnavailable: value(shareOfAll),
      selector: labelSelector,
      unhealthyPodEvictionPolicy: oneOf('IfHealthyBudget', 'AlwaysAllow'),
    },
    oneBound,
  ),
});
