import { shown } from '../schema/shown';
import { list, object, type Shape } from '../shape';
import { qualifiedName } from './names';
import { isStandardOfQuota, resourceNameProblem } from './resource-names';
import { amount, isLent, isStandard } from './resources';

type Quantities = Readonly<Record<string, number | string>>;

interface Limit {
  readonly type?: string;
  readonly min?: Quantities;
  readonly max?: Quantities;
  readonly default?: Quantities;
  readonly defaultRequest?: Quantities;
  readonly maxLimitRequestRatio?: Quantities;
}

const types = ['Container', 'Pod', 'PersistentVolumeClaim'];
const fields = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** What may not be less than what. */
const orders = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['min', 'default'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
  ['default', 'max'],
] as const;

/** Names of resources that a limit of a type can be about. */
const isKnownOf = (type: string) => (name: string) =>
  type === 'Container' || type === 'Pod' ? isStandard(name) : name === 'storage' || isStandardOfQuota(name);

const resources: Shape<Limit> = (limit, place) => {
  const { type = '' } = limit;
  if (!qualifiedName.fits(type) || !(type.includes('/') || types.includes(type)))
    place.report(`must be ${types.join(', ')} or have a domain, got ${shown(type)}`, { at: ['type'] });
  for (const field of fields) {
    for (const name of Object.keys(limit[field] ?? {})) {
      const problem = resourceNameProblem(name, isKnownOf(type));
      if (problem !== undefined) place.report(problem, { at: [field, `[${name}]`] });
    }
  }
  for (const field of ['default', 'defaultRequest'] as const) {
    if (type === 'Pod' && Object.keys(limit[field] ?? {}).length > 0)
      place.report('can not be set for Pods: only containers have defaults', { at: [field] });
  }
  const storage = limit.min?.storage ?? limit.max?.storage;
  if (type === 'PersistentVolumeClaim' && storage === undefined)
    place.report('must have min or max of storage for PersistentVolumeClaim');
};

/** What a resource may have, at least and at most, and has where nothing is said. */
const amounts: Shape<Limit> = (limit, place) => {
  const names = new Set(fields.flatMap((field) => Object.keys(limit[field] ?? {})));
  for (const name of names) {
    const of = (field: (typeof fields)[number]) => {
      const given = limit[field]?.[name];
      return given === undefined ? undefined : amount(given);
    };
    const wrong = orders.find(([less, more]) => Number(of(less)) > Number(of(more)));
    if (wrong !== undefined) {
      const [less, more] = wrong;
      const problem = `must be at most the ${more} of ${limit[more]?.[name]}, got ${limit[less]?.[name]}`;
      place.report(problem, { at: [less, `[${name}]`] });
    }
    const [ratio, range] = [of('maxLimitRequestRatio'), Number(of('max')) / Number(of('min'))];
    const at = ['maxLimitRequestRatio', `[${name}]`];
    if (ratio !== undefined && ratio < 1) place.report(`must be at least 1, got ${ratio}`, { at });
    else if (wrong === undefined && Number(ratio) > range)
      place.report(`must be at most max by min, ${range}, got ${ratio}`, { at });
    if (
      !isLent(name) &&
      Number(of('default')) !== Number(of('defaultRequest')) &&
      of('default') !== undefined
    ) {
      if (of('defaultRequest') !== undefined)
        place.report(`must be the default of ${limit.default?.[name]}: it is never lent`, {
          at: ['defaultRequest', `[${name}]`],
        });
    }
  }
};

const eachTypeOnce: Shape<readonly Limit[]> = (limits, place) => {
  limits.forEach(({ type }, index) => {
    if (limits.findIndex((other) => other.type === type) < index)
      place.report(`is there twice: ${type}`, { at: [index, 'type'] });
  });
};

/** What the API server asks of how much each container, pod or claim of a namespace may have. */
export const limitRange = object({
  spec: object({
    limits: list(object<Limit>({}, resources, amounts), eachTypeOnce),
  }),
});
