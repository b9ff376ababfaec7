import { shown } from '../schema/shown';
import { both, list, object, type Shape, value } from '../shape';
import { type LabelSelector, labelSelector } from './label-selector';
import { always, dnsLabel, dnsSubdomain, labelValue, qualifiedName } from './names';
import { addressFamily } from './ranges';
import { needs, oneOf, within } from './required';

interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number | null;
}

const toleration: Shape<Toleration> = (given, place) => {
  const { key = '', operator = '', value: text = '', effect = '', tolerationSeconds } = given;
  if (key !== '' && !qualifiedName.fits(key))
    place.report(`must ${qualifiedName.words}, got ${shown(key)}`, { at: ['key'] });
  if (key === '' && operator !== 'Exists') place.report('must be Exists without a key', { at: ['operator'] });
  if (tolerationSeconds !== undefined && tolerationSeconds !== null && effect !== 'NoExecute')
    place.report('must be NoExecute beside tolerationSeconds', { at: ['effect'] });
  if (operator === 'Exists' && text !== '') place.report('must be empty for Exists', { at: ['value'] });
  if ((operator === '' || operator === 'Equal') && !labelValue.fits(text))
    place.report(`must ${labelValue.words}, got ${shown(text)}`, { at: ['value'] });
};

interface NodeRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

const nodeRequirement: Shape<NodeRequirement> = ({ key = '', operator = '', values = [] }, place) => {
  if (!qualifiedName.fits(key))
    place.report(`must ${qualifiedName.words}, got ${shown(key)}`, { at: ['key'] });
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) place.report(`is required for ${operator}`, { at: ['values'] });
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) place.report(`can not be set for ${operator}`, { at: ['values'] });
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) place.report(`must be one number for ${operator}`, { at: ['values'] });
  } else {
    place.report(`must be In, NotIn, Exists, DoesNotExist, Gt or Lt, got ${shown(operator)}`, {
      at: ['operator'],
    });
  }
};

/** Of its fields a node is chosen by its name alone. */
const nodeField: Shape<NodeRequirement> = ({ key = '', operator = '', values = [] }, place) => {
  if (key !== 'metadata.name') place.report(`must be metadata.name, got ${shown(key)}`, { at: ['key'] });
  if (operator !== 'In' && operator !== 'NotIn')
    place.report(`must be In or NotIn, got ${shown(operator)}`, { at: ['operator'] });
  else if (values.length !== 1) place.report(`must be one name for ${operator}`, { at: ['values'] });
  else if (!dnsSubdomain.fits(values[0] as string))
    place.report(`must ${dnsSubdomain.words}, got ${shown(values[0])}`, { at: ['values', 0] });
};

const nodeTerm = (...values: readonly Shape[]) =>
  object({
    matchExpressions: list(both(nodeRequirement, ...values)),
    matchFields: list(nodeField),
  });

/** A node that must have a label is asked for a value that a label can have. */
const values = object({ values: list(always(labelValue)) });

interface Keyed {
  readonly labelSelector?: LabelSelector | null;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
}

/** Keys whose values are taken from the pod itself: the selector says nothing of them. */
const keys: Shape<Keyed> = (given, place) => {
  const { labelSelector: selector, matchLabelKeys = [], mismatchLabelKeys = [] } = given;
  for (const [field, all] of Object.entries({ matchLabelKeys, mismatchLabelKeys })) {
    if (all.length > 0 && !selector) place.report('needs a labelSelector beside it', { at: [field] });
    all.forEach((key, index) => {
      if (!qualifiedName.fits(key))
        place.report(`must ${qualifiedName.words}, got ${shown(key)}`, { at: [field, index] });
    });
  }
  matchLabelKeys.forEach((key, index) => {
    if (mismatchLabelKeys.includes(key))
      place.report(`can not be in mismatchLabelKeys too, got ${key}`, { at: ['matchLabelKeys', index] });
  });
};

/** A gate that holds a pod back has a name of its own. */
const gates: Shape<readonly { readonly name?: string }[]> = (all, place) => {
  all.forEach(({ name = '' }, index) => {
    if (!qualifiedName.fits(name))
      place.report(`must ${qualifiedName.words}, got ${shown(name)}`, { at: [index, 'name'] });
    else if (all.findIndex((other) => other.name === name) !== index)
      place.report(`is there twice: ${name}`, { at: [index, 'name'] });
  });
};

const podTerm = object<object>(
  {
    labelSelector,
    namespaceSelector: labelSelector,
    namespaces: list(
      value<string>((name) =>
        dnsLabel.fits(name) ? undefined : `must ${dnsLabel.words}, got ${shown(name)}`,
      ),
    ),
    topologyKey: value<string>((key) =>
      key === '' || qualifiedName.fits(key) ? undefined : `must ${qualifiedName.words}, got ${shown(key)}`,
    ),
  },
  needs('topologyKey'),
  keys,
);

const byPods = object({
  requiredDuringSchedulingIgnoredDuringExecution: list(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    object({ weight: within(1, 100), podAffinityTerm: podTerm }),
  ),
});

const affinity = object({
  nodeAffinity: object({
    requiredDuringSchedulingIgnoredDuringExecution: object<object>(
      { nodeSelectorTerms: list(nodeTerm(values)) },
      needs('nodeSelectorTerms'),
    ),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      object({ weight: within(1, 100), preference: nodeTerm() }),
    ),
  }),
  podAffinity: byPods,
  podAntiAffinity: byPods,
});

interface Spread extends Keyed {
  readonly topologyKey?: string;
  readonly whenUnsatisfiable?: string;
  readonly maxSkew?: number;
  readonly minDomains?: number | null;
}

const eachSpreadOnce: Shape<readonly Spread[]> = (all, place) => {
  const pairs = new Set<string>();
  all.forEach(({ topologyKey, whenUnsatisfiable }, index) => {
    const pair = `${topologyKey} ${whenUnsatisfiable}`;
    if (pairs.has(pair)) place.report(`is there twice: ${topologyKey}`, { at: [index, 'topologyKey'] });
    pairs.add(pair);
  });
};

const honored = oneOf('Honor', 'Ignore');

const spread = object<Spread>(
  {
    maxSkew: within(1),
    minDomains: within(1),
    labelSelector,
    nodeAffinityPolicy: honored,
    nodeTaintsPolicy: honored,
  },
  (given, place) => {
    needs('topologyKey')(given, place);
    keys(given, place);
    const { whenUnsatisfiable = '' } = given;
    if (whenUnsatisfiable !== 'DoNotSchedule' && whenUnsatisfiable !== 'ScheduleAnyway')
      place.report(`must be DoNotSchedule or ScheduleAnyway, got ${shown(whenUnsatisfiable)}`, {
        at: ['whenUnsatisfiable'],
      });
    if (typeof given.minDomains === 'number' && whenUnsatisfiable === 'ScheduleAnyway')
      place.report('belongs to DoNotSchedule', { at: ['minDomains'] });
  },
);

/** A domain may have underscores here. */
function searched(text: string): string | undefined {
  const plain = text.replace(/\.$/, '').replaceAll('_', 'a');
  return dnsSubdomain.fits(plain) ? undefined : `must ${dnsSubdomain.words}, got ${shown(text)}`;
}

const names = object({
  nameservers: list(
    value<string>((address) =>
      addressFamily(address) === 0 ? `must be an IP address, got ${shown(address)}` : undefined,
    ),
    (all, place) => {
      if (all.length > 3) place.report(`may have 3 addresses, has ${all.length}`);
    },
  ),
  searches: list(
    value<string>((text) => (text === '.' ? undefined : searched(text))),
    (all, place) => {
      if (all.length > 32) place.report(`may have 32 domains, has ${all.length}`);
    },
  ),
  options: list(object<object>({}, needs('name'))),
});

/** What the API server asks of where a pod may run, and whom it asks for names. */
export const scheduling: Readonly<Record<string, Shape>> = {
  tolerations: list(toleration),
  affinity,
  dnsConfig: names,
  schedulingGates: gates,
  preemptionPolicy: oneOf('Never', 'PreemptLowerPriority'),
  topologySpreadConstraints: list(spread, eachSpreadOnce),
};
