import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { labelSelector } from './label-selector';
import { dnsLabel, dnsSubdomain, labelValue, qualifiedName } from './names';
import { addressFamily } from './ranges';
import { needs, within } from './required';

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

const nodeTerm = object({ matchExpressions: list(nodeRequirement as Shape) });

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
      { nodeSelectorTerms: list(nodeTerm) },
      needs('nodeSelectorTerms'),
    ),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      object({ weight: within(1, 100), preference: nodeTerm }),
    ),
  }),
  podAffinity: byPods,
  podAntiAffinity: byPods,
});

interface Spread {
  readonly topologyKey?: string;
  readonly whenUnsatisfiable?: string;
  readonly maxSkew?: number;
}

const eachSpreadOnce: Shape<readonly Spread[]> = (all, place) => {
  const pairs = new Set<string>();
  all.forEach(({ topologyKey, whenUnsatisfiable }, index) => {
    const pair = `${topologyKey} ${whenUnsatisfiable}`;
    if (pairs.has(pair)) place.report(`is there twice: ${topologyKey}`, { at: [index, 'topologyKey'] });
    pairs.add(pair);
  });
};

const spread = object<Spread>({ maxSkew: within(1), labelSelector }, (given, place) => {
  needs('topologyKey')(given, place);
  const { whenUnsatisfiable = '' } = given;
  if (whenUnsatisfiable !== 'DoNotSchedule' && whenUnsatisfiable !== 'ScheduleAnyway')
    place.report(`must be DoNotSchedule or ScheduleAnyway, got ${shown(whenUnsatisfiable)}`, {
      at: ['whenUnsatisfiable'],
    });
});

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
  searches: list(value<string>((text) => (text === '.' ? undefined : searched(text)))),
  options: list(object<object>({}, needs('name'))),
});

/** What the API server asks of where a pod may run, and whom it asks for names. */
export const scheduling: Readonly<Record<string, Shape>> = {
  tolerations: list(toleration as Shape),
  affinity,
  dnsConfig: names,
  topologySpreadConstraints: list(spread, eachSpreadOnce as Shape<readonly never[]>),
};
