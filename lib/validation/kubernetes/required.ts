import { isSet, type Shape } from '../shape';

/** Fields without which the API server refuses an object; an empty text or list is none. */
export function needs(...fields: readonly string[]): Shape<object> {
  return (given, place) => {
    for (const field of fields) {
      if (!isSet((given as Readonly<Record<string, unknown>>)[field]))
        place.report('is required', { at: [field] });
    }
  };
}

/** One of these; an empty text only where the server fills in what is usual. */
export function oneOf(...allowed: readonly string[]): Shape {
  const words = allowed.filter((one) => one !== '').join(' or ');
  return (given: unknown, place) => {
    if (!allowed.includes(given as string)) place.report(`must be ${words}, got ${JSON.stringify(given)}`);
  };
}

/** A number that is at least, and at most, another. */
export function within(least: number, most = Number.POSITIVE_INFINITY): Shape {
  return (given: number, place) => {
    if (given >= least && given <= most) return;
    const range = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `from ${least} to ${most}`;
    place.report(`must be ${range}, got ${given}`);
  };
}

/** Whether a field is there at all, with whatever value. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

/** Exactly one of several fields. */
export function exactlyOne(...fields: readonly string[]): Shape<object> {
  return (given, place) => {
    const set = fields.filter((field) => isGiven((given as Readonly<Record<string, unknown>>)[field]));
    if (set.length !== 1)
      place.report(`must have one of ${fields.join(' and ')}, got ${set.join(' and ') || 'none'}`);
  };
}
