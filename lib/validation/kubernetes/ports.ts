import { shown } from '../schema/shown';

/** The number of a port. */
export function portNumber(number: number): string | undefined {
  return number >= 1 && number <= 65535 ? undefined : `must be a port from 1 to 65535, got ${number}`;
}

/** The name of a container's port, as IANA has them. */
export function portName(name: string): string | undefined {
  const fits =
    name.length <= 15 &&
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) &&
    /[a-z]/.test(name) &&
    !name.includes('--');
  return fits
    ? undefined
    : `must have at most 15 small letters, digits and single dashes, and a letter, got ${shown(name)}`;
}
