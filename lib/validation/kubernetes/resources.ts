import { shown } from '../schema/shown';
import { both, object, type Shape } from '../shape';
import { qualifiedName } from './names';

type Quantities = Readonly<Record<string, number | string>>;

const units: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity as a number; one that is not there is none. */
export function amount(quantity: number | string = 0): number {
  if (typeof quantity === 'number') return quantity;
  const [, sign, digits, power = '', unit = ''] =
    /^([+-]?)([\d.]*)([eE][+-]?\d+)?(.*)$/.exec(quantity.trim()) ?? [];
  const number = /\d/.test(digits ?? '') ? Number(`${digits}${power}`) : 0;
  return (sign === '-' ? -1 : 1) * number * (units[unit] ?? 1);
}

/** What is wrong with so much of a resource. */
function quantityProblem(name: string, quantity: number | string): string | undefined {
  if (!qualifiedName.fits(name)) return `must ${qualifiedName.words}`;
  if (!name.includes('/') && !isStandard(name))
    return `must be cpu, memory, ephemeral-storage or have a domain, got ${shown(name)}`;
  const much = amount(quantity);
  if (much < 0) return `must not be negative, got ${quantity}`;
  if (isWhole(name) && !Number.isInteger(much)) return `must be a whole number, got ${quantity}`;
  if (!name.startsWith(pages)) return undefined;
  const page = amount(name.slice(pages.length));
  return much % page === 0 ? undefined : `must be a multiple of ${name.slice(pages.length)}, got ${quantity}`;
}

/** Pages of memory, and what is not Kubernetes' own, come in pieces and are never lent. */
const pages = 'hugepages-';

function isWhole(name: string): boolean {
  return name.includes('/') && !/^(?:[^/]*\.)?kubernetes\.io\//.test(name);
}

/** Whether more of a resource may be promised than there is. */
export function isLent(name: string): boolean {
  return !isWhole(name) && !name.startsWith(pages);
}

/** Nothing is negative, and no more is requested than is allowed. */
export const resources: Shape = object<{ readonly limits?: Quantities; readonly requests?: Quantities }>(
  {},
  ({ limits = {}, requests = {} }, place) => {
    for (const [field, quantities] of Object.entries({ limits, requests })) {
      for (const [name, quantity] of Object.entries(quantities)) {
        const problem = quantityProblem(name, quantity);
        if (problem !== undefined) place.report(problem, { at: [field, `[${name}]`] });
      }
    }
    for (const [name, quantity] of Object.entries(requests)) {
      const limit = limits[name];
      const at = ['requests', `[${name}]`];
      if (limit === undefined) {
        if (!isLent(name)) place.report('needs a limit beside it', { at });
      } else if (amount(quantity) > amount(limit))
        place.report(`must be at most the limit of ${limit}, got ${quantity}`, { at });
      else if (!isLent(name) && amount(quantity) !== amount(limit))
        place.report(`must be the limit of ${limit}, got ${quantity}`, { at });
    }
  },
);

/** What all containers of a pod take together: of processors and memory only. */
export const resourcesOfPod: Shape = both(
  resources,
  object<{ readonly limits?: Quantities; readonly requests?: Quantities; readonly claims?: object }>(
    {},
    ({ limits = {}, requests = {}, claims }, place) => {
      if (claims) place.report('belongs to containers', { at: ['claims'] });
      for (const [field, quantities] of Object.entries({ limits, requests }))
        for (const name of Object.keys(quantities))
          if (name.includes('/') || name === 'ephemeral-storage')
            place.report(`must be cpu, memory or hugepages, got ${shown(name)}`, {
              at: [field, `[${name}]`],
            });
    },
  ),
);

/** What somebody asks for, and the most it gets. */
export interface Taken {
  readonly limits?: Quantities;
  readonly requests?: Quantities;
}

/** Containers take together no more than their pod requests, and none has more than its limit. */
export const withinPod: Shape<{
  readonly resources?: Taken;
  readonly containers?: readonly { readonly resources?: Taken }[];
}> = ({ resources: ofPod, containers = [] }, place) => {
  const { limits = {}, requests = {} } = ofPod ?? {};
  for (const name of new Set([...Object.keys(limits), ...Object.keys(requests)])) {
    const least = containers
      .map(({ resources: own }) => amount(own?.requests?.[name] ?? own?.limits?.[name]))
      .reduce((sum, one) => sum + one, 0);
    const field = requests[name] === undefined ? 'limits' : 'requests';
    // Sums of tenths are no tenths for a computer.
    if (least > amount(requests[name] ?? limits[name]) * (1 + 1e-9))
      place.report(`must be at least what the containers request, ${least}`, {
        at: ['resources', field, `[${name}]`],
      });
    containers.forEach(({ resources: own }, index) => {
      if (limits[name] !== undefined && amount(own?.limits?.[name]) > amount(limits[name]))
        place.report(`must be at most the limit of the pod, ${limits[name]}`, {
          at: ['containers', index, 'resources', 'limits', `[${name}]`],
        });
    });
  }
};

/** What a pod takes besides what its containers do. */
export const overhead: Shape = (given: Quantities, place) => {
  for (const [name, quantity] of Object.entries(given)) {
    const problem = quantityProblem(name, quantity);
    if (problem !== undefined) place.report(problem, { at: [`[${name}]`] });
  }
};

/** Whether a resource of containers is one that Kubernetes knows. */
export function isStandard(name: string): boolean {
  return ['cpu', 'memory', 'ephemeral-storage'].includes(name) || name.startsWith('hugepages-');
}
