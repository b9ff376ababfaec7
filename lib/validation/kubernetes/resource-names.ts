import { shown } from '../schema/shown';
import { qualifiedName } from './names';
import { amount } from './resources';

/** What a namespace may have a count of. */
const counted = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

const computed = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

const stored = [
  'ephemeral-storage',
  'requests.ephemeral-storage',
  'limits.ephemeral-storage',
  'requests.storage',
];

/** Resources of pods that a quota can be limited to some pods for. */
export const ofPods: ReadonlySet<string> = new Set(['pods', ...computed]);

/** Resources without a domain that a quota knows. */
export function isStandardOfQuota(name: string): boolean {
  return [...counted, ...computed, ...stored].includes(name) || /^(?:requests\.)?hugepages-./.test(name);
}

/** Why a resource is none that a quota, or a limit of claims, can be about. */
export function resourceNameProblem(name: string, known: (name: string) => boolean): string | undefined {
  if (!qualifiedName.fits(name)) return `must ${qualifiedName.words}`;
  if (name.includes('/') || known(name)) return undefined;
  return `must be a resource that Kubernetes knows here or have a domain, got ${shown(name)}`;
}

/** Why a namespace can not have so much of a resource. */
export function quotaProblem(name: string, quantity: number | string): string | undefined {
  const problem = resourceNameProblem(name, isStandardOfQuota);
  if (problem !== undefined) return problem;
  const much = amount(quantity);
  if (much < 0) return `must not be negative, got ${quantity}`;
  const whole = counted.includes(name) || (name.includes('/') && !/^(?:[^/]*\.)?kubernetes\.io\//.test(name));
  return whole && !Number.isInteger(much) ? `must be a whole number, got ${quantity}` : undefined;
}
