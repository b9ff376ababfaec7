import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { labelMap } from './label-map';
import { labelValue, qualifiedName } from './names';

interface Requirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

/** Which labels are chosen. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly Requirement[];
}

const requirement = object<Requirement>(
  {
    values: list(
      value<string>((text) =>
        labelValue.fits(text) ? undefined : `must ${labelValue.words}, got ${shown(text)}`,
      ),
    ),
  },
  ({ key = '', operator = '', values = [] }, place) => {
    if (!qualifiedName.fits(key))
      place.report(`must ${qualifiedName.words}, got ${shown(key)}`, { at: ['key'] });
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) place.report(`must have values for operator ${operator}`);
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0) place.report(`can have no values for operator ${operator}`);
    } else {
      place.report(`must be In, NotIn, Exists or DoesNotExist, got ${shown(operator)}`, { at: ['operator'] });
    }
  },
);

/** What the API server asks of a selector. */
export const labelSelector: Shape = object({ matchLabels: labelMap, matchExpressions: list(requirement) });

/** Whether a selector chooses what has these labels. */
export function selects(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, text]) => labels[key] === text) &&
    matchExpressions.every(({ key = '', operator, values = [] }) => {
      const own = labels[key];
      if (operator === 'Exists') return own !== undefined;
      if (operator === 'DoesNotExist') return own === undefined;
      return operator === 'In'
        ? own !== undefined && values.includes(own)
        : own === undefined || !values.includes(own);
    })
  );
}
