import { shown } from '../schema/shown';
import { list, object, type Shape } from '../shape';
import { needs, oneOf, within } from './required';

/** Where a metric of a type says the rest. */
const sources: Readonly<Record<string, string>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

const target = object<{ readonly type?: string }>(
  { averageUtilization: within(1) },
  ({ type = '' }, place) => {
    if (!['Utilization', 'Value', 'AverageValue'].includes(type))
      place.report(`must be Utilization, Value or AverageValue, got ${shown(type)}`, { at: ['type'] });
  },
);

const identified = object<object>({}, needs('name'));

interface Metric {
  readonly type?: string;
  readonly [source: string]: unknown;
}

const metric = object<Metric>(
  {
    resource: object<object>({ target }, needs('name')),
    containerResource: object<object>({ target }, needs('name', 'container')),
    pods: object({ target, metric: identified }),
    object: object({ target, metric: identified }),
    external: object({ target, metric: identified }),
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
export const autoscaler = object({
  spec: object<Autoscaler>(
    {
      scaleTargetRef: object<object>({}, needs('kind', 'name')),
      metrics: list(metric),
      behavior: object({ scaleUp: rules, scaleDown: rules }),
    },
    bounds,
  ),
});
