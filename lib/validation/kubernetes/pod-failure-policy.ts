import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape } from '../shape';
import { named, qualifiedName } from './names';
import { exactlyOne, oneOf } from './required';

interface ExitCodes {
  readonly operator?: string;
  readonly values?: readonly number[];
  readonly containerName?: string | null;
}

interface Job {
  readonly spec?: {
    readonly template?: { readonly spec?: Readonly<Record<string, readonly { readonly name?: string }[]>> };
  };
}

/** The containers of the Job, of which one may be named. */
function containers({ spec }: Place): readonly (string | undefined)[] {
  const pod = (spec as Job).spec?.template?.spec;
  return [...(pod?.containers ?? []), ...(pod?.initContainers ?? [])].map(({ name }) => name);
}

const exitCodes: Shape<ExitCodes> = ({ operator = '', values = [], containerName }, place) => {
  if (operator !== 'In' && operator !== 'NotIn')
    place.report(`must be In or NotIn, got ${shown(operator)}`, { at: ['operator'] });
  if (values.length === 0) place.report('is required', { at: ['values'] });
  values.forEach((code, index) => {
    const at = { at: ['values', index] };
    const before = values[index - 1];
    if (operator === 'In' && code === 0) place.report('can not be 0, which is no failure', at);
    else if (before !== undefined && before >= code)
      place.report(`must be more than ${before}, got ${code}`, at);
  });
  const isJob = (place.spec as Job).spec?.template !== undefined;
  if ((containerName ?? undefined) === undefined) return;
  if (isJob && !containers(place).includes(containerName as string))
    place.report(`must be the name of a container, got ${shown(containerName)}`, { at: ['containerName'] });
};

const condition = object<{ readonly type?: string }>(
  { type: named(qualifiedName), status: oneOf('', 'True', 'False', 'Unknown') },
  ({ type }, place) => {
    if (!isSet(type)) place.report('is required', { at: ['type'] });
  },
);

/** Rules of a policy, and conditions of a rule. */
const most = 20;

const actions = ['FailJob', 'FailIndex', 'Ignore', 'Count'];

interface Rule {
  readonly action?: string;
  readonly onExitCodes?: object;
  readonly onPodConditions?: readonly object[];
}

const fewEnough: Shape<readonly never[]> = (all, place) => {
  if (all.length > most) place.report(`may have ${most} entries, got ${all.length}`);
};

const rule = object<Rule>(
  { onExitCodes: exitCodes, onPodConditions: list(condition, fewEnough) },
  ({ action = '', onExitCodes, onPodConditions }, place) => {
    if (!actions.includes(action))
      place.report(`must be ${actions.join(', ')}, got ${shown(action)}`, { at: ['action'] });
    const conditions = isSet(onPodConditions) ? onPodConditions : undefined;
    exactlyOne('onExitCodes', 'onPodConditions')({ onExitCodes, onPodConditions: conditions }, place);
  },
);

/** What the API server asks of what a Job does when its pods fail. */
export const podFailurePolicy: Shape = object({
  rules: list(rule, fewEnough),
});
