import { shown } from '../schema/shown';
import { object, type Shape } from '../shape';
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
  const [, number = '', unit = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(.*)$/.exec(quantity.trim()) ?? [];
  return Number(number) * (units[unit] ?? 1);
}

/** Nothing is negative, and no more is requested than is allowed. */
export const resources: Shape = object<{ readonly limits?: Quantities; readonly requests?: Quantities }>(
  {},
  ({ limits = {}, requests = {} }, place) => {
    for (const [field, quantities] of Object.entries({ limits, requests })) {
      for (const [name, quantity] of Object.entries(quantities)) {
        const at = [field, `[${name}]`];
        if (!qualifiedName.fits(name)) place.report(`must ${qualifiedName.words}`, { at });
        else if (!name.includes('/') && !isStandard(name))
          place.report(`must be cpu, memory, ephemeral-storage or have a domain, got ${shown(name)}`, { at });
        else if (amount(quantity) < 0) place.report(`must not be negative, got ${quantity}`, { at });
      }
    }
    for (const [name, quantity] of Object.entries(requests)) {
      const limit = limits[name];
      if (limit !== undefined && amount(quantity) > amount(limit)) {
        place.report(`must be at most the limit of ${limit}, got ${quantity}`, {
          at: ['requests', `[${name}]`],
        });
      }
    }
  },
);

function isStandard(name: string): boolean {
  return ['cpu', 'memory', 'ephemeral-storage'].includes(name) || name.startsWith('hugepages-');
}
