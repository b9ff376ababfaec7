import { shown } from '../schema/shown';

/** How many of all, or how many percent. */
export function share(given: number | string): string | undefined {
  if (typeof given === 'number') return given < 0 ? `must not be negative, got ${given}` : undefined;
  return /^\d+%$/.test(given)
    ? undefined
    : `must be a number or a percentage such as 25%, got ${shown(given)}`;
}

/** How many of all, where more than all makes no sense. */
export function shareOfAll(given: number | string): string | undefined {
  const problem = share(given);
  if (problem !== undefined || typeof given === 'number') return problem;
  return Number.parseInt(given, 10) > 100 ? `must be at most 100%, got ${given}` : undefined;
}

/** Whether it is none at all. */
export function isNone(given: number | string): boolean {
  return given === 0 || /^0+%$/.test(String(given));
}
