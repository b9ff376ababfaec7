import { shown } from '../schema/shown';
import { both, list, object, type Shape, value } from '../shape';
import { dnsLabel, named, pathSegment, qualifiedName } from './names';
import { needsSpec } from './needs-spec';
import { isGiven, needs, oneOf, within } from './required';
import { amount, isStandard } from './resources';

/** Where a metric of a type says the rest. */
const sources: Readonly<Record<string, string>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

interface Target {
  readonly type?: string;
  readonly value?: number | string | null;
  readonly averageValue?: number | string | null;
  readonly averageUtilization?: number | null;
}

const target = object<Target>(
  { averageUtilization: within(1) },
  ({ type = '', value, averageValue }, place) => {
    if (!['Utilization', 'Value', 'AverageValue'].includes(type))
      place.report(`must be Utilization, Value or AverageValue, got ${shown(type)}`, { at: ['type'] });
    for (const [field, given] of Object.entries({ value, averageValue }))
      if (isGiven(given) && amount(given) <= 0)
        place.report(`must be more than 0, got ${given}`, { at: [field] });
  },
);

/** Which ways of a target a source of metrics takes, of which it wants one; of an object it takes two. */
function oneOfTarget(fields: readonly (keyof Target)[], most = 1): Shape<{ readonly target?: Target }> {
  return ({ target: given = {} }, place) => {
    const set = fields.filter((field) => isGiven(given[field]));
    if (set.length === 0 || set.length > most)
      place.report(`must have one of ${fields.join(' and ')}, got ${set.join(' and ') || 'none'}`, {
        at: ['target'],
      });
  };
}

const segment = named(pathSegment);

const identified = object<object>({ name: segment }, needs('name'));

interface Reference {
  readonly apiVersion?: string;
  readonly kind?: string;
}

const grouped: Shape<Reference> = ({ apiVersion = '' }, place) => {
  if (apiVersion.split('/').length > 2)
    place.report(`must be a group and a version, got ${shown(apiVersion)}`, { at: ['apiVersion'] });
};

const reference = object<object>({ kind: segment, name: segment }, needs('kind', 'name'));

/** A resource of a container: one that Kubernetes knows, or one with a domain. */
const resourceName: Shape = value<string>((name) => {
  if (name === '') return undefined;
  if (!qualifiedName.fits(name)) return `must ${qualifiedName.words}, got ${shown(name)}`;
  return name.includes('/') || isStandard(name)
    ? undefined
    : `must be cpu, memory, ephemeral-storage or have a domain, got ${shown(name)}`;
});

interface Metric {
  readonly type?: string;
  readonly [source: string]: unknown;
}

const metric = object<Metric>(
  {
    resource: object<object>({ target }, needs('name'), oneOfTarget(['averageUtilization', 'averageValue'])),
    containerResource: object<object>(
      { target, name: resourceName, container: named(dnsLabel) },
      needs('name', 'container'),
      oneOfTarget(['averageUtilization', 'averageValue']),
    ),
    pods: object<object>({ target, metric: identified }, oneOfTarget(['averageValue'])),
    object: object<object>(
      { target, metric: identified, describedObject: both(reference, grouped) },
      oneOfTarget(['value', 'averageValue'], 2),
    ),
    external: object<object>({ target, metric: identified }, oneOfTarget(['value', 'averageValue'])),
  },
  (given, place) => {
    const { type = '' } = given;
    const source = Object.hasOwn(sources, type) ? sources[type] : undefined;
    if (source === undefined) {
      place.report(`must be ${Object.keys(sources).join(', ')}, got ${shown(type)}`, { at: ['type'] });
      return;
    }
    if (!given[source]) place.report(`is required for type ${type}`, { at: [source] });
    for (const other of Object.values(sources))
      if (other !== source && given[other]) place.report(`does not belong to type ${type}`, { at: [other] });
  },
);

const hour = 3600;
const rules = object({
  stabilizationWindowSeconds: within(0, hour),
  selectPolicy: oneOf('Max', 'Min', 'Disabled'),
  policies: list(
    object<{ readonly type?: string }>(
      { value: within(1), periodSeconds: within(1, hour / 2) },
      ({ type = '' }, place) => {
        if (type !== 'Pods' && type !== 'Percent')
          place.report(`must be Pods or Percent, got ${shown(type)}`, { at: ['type'] });
      },
    ),
    (policies, place) => {
      if (policies.length === 0) place.report('must have a policy, or be left out');
    },
  ),
});

/** What is scaled is of a group; without one it could only be a ReplicationController. */
const scaled: Shape<Reference> = ({ apiVersion = '', kind }, place) => {
  const parts = apiVersion.split('/');
  if (parts.length < 3 && (parts.length < 2 || parts[0] === '') && kind !== 'ReplicationController')
    place.report(`must be a group and a version such as apps/v1, got ${shown(apiVersion)}`, {
      at: ['apiVersion'],
    });
};

interface Autoscaler {
  readonly minReplicas?: number | null;
  readonly maxReplicas?: number;
}

const bounds: Shape<Autoscaler> = ({ minReplicas, maxReplicas = 0 }, place) => {
  const least = minReplicas ?? 1;
  if (least < 1) place.report(`must be at least 1, got ${least}`, { at: ['minReplicas'] });
  if (maxReplicas < Math.max(1, least))
    place.report(`must be at least ${Math.max(1, least)}, got ${maxReplicas}`, { at: ['maxReplicas'] });
};

/** What the API server asks of a HorizontalPodAutoscaler. */
export const autoscaler = object(
  {
    spec: object<Autoscaler>(
      {
        scaleTargetRef: both(reference, grouped, scaled),
        targetCPUUtilizationPercentage: within(1),
        metrics: list(metric),
        behavior: object({ scaleUp: rules, scaleDown: rules }),
      },
      bounds,
    ),
  },
  needsSpec,
);
