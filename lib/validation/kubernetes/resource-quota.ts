import { shown } from '../schema/shown';
import { object, type Place, type Shape } from '../shape';
import { isStandardOfQuota, ofPods, quotaProblem } from './resource-names';

interface Requirement {
  readonly scopeName?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

interface Quota {
  readonly hard?: Readonly<Record<string, number | string>>;
  readonly scopes?: readonly string[];
  readonly scopeSelector?: { readonly matchExpressions?: readonly Requirement[] };
}

const claims = ['persistentvolumeclaims', 'requests.storage'];

/** The scopes, with the resources that each can be asked of. */
const scopes: Readonly<Record<string, (resource: string) => boolean>> = {
  Terminating: (resource) => ofPods.has(resource),
  NotTerminating: (resource) => ofPods.has(resource),
  BestEffort: (resource) => resource === 'pods',
  NotBestEffort: (resource) => ofPods.has(resource),
  PriorityClass: (resource) => ofPods.has(resource),
  CrossNamespacePodAffinity: (resource) => ofPods.has(resource),
  VolumeAttributesClass: (resource) => claims.includes(resource),
};

/** Scopes that are there or are not; the others have values. */
const plain = ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'CrossNamespacePodAffinity'];

const rivals = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

function checkScopes(
  names: readonly string[],
  { hard = {} }: Quota,
  at: readonly string[],
  place: Place,
): void {
  for (const name of names) {
    if (!Object.hasOwn(scopes, name)) {
      place.report(`must have a scope of ${Object.keys(scopes).join(', ')}, got ${shown(name)}`, { at });
      continue;
    }
    const wrong = Object.keys(hard).find((each) => isStandardOfQuota(each) && !scopes[name]?.(each));
    if (wrong !== undefined)
      place.report(`can not have ${name} for ${wrong}, which it does not divide`, { at });
  }
  const both = rivals.find((pair) => pair.every((name) => names.includes(name)));
  if (both !== undefined) place.report(`can have one of ${both.join(' and ')}`, { at });
}

function requirementProblem({ scopeName = '', operator = '', values = [] }: Requirement): string | undefined {
  if (plain.includes(scopeName) && operator !== 'Exists') return `must have Exists for ${scopeName}`;
  if (operator === 'In' || operator === 'NotIn')
    return values.length === 0 ? `must have values for ${operator}` : undefined;
  if (operator !== 'Exists' && operator !== 'DoesNotExist')
    return `must have the operator In, NotIn, Exists or DoesNotExist, got ${shown(operator)}`;
  return values.length > 0 ? `can have no values for ${operator}` : undefined;
}

const quota: Shape<Quota> = (spec, place) => {
  for (const [name, quantity] of Object.entries(spec.hard ?? {})) {
    const problem = quotaProblem(name, quantity);
    if (problem !== undefined) place.report(problem, { at: ['hard', `[${name}]`] });
  }
  checkScopes(spec.scopes ?? [], spec, ['scopes'], place);
  const at = ['scopeSelector', 'matchExpressions'];
  const requirements = spec.scopeSelector?.matchExpressions ?? [];
  checkScopes(
    requirements.map(({ scopeName = '' }) => scopeName),
    spec,
    at,
    place,
  );
  requirements.forEach((requirement, index) => {
    const problem = requirementProblem(requirement);
    if (problem !== undefined) place.report(problem, { at: [...at, index] });
  });
};

/** What the API server asks of how much a namespace may have in all. */
export const resourceQuota = object({ spec: quota });
