import { validateObject } from '../../../lib/validation/validate-object';
import { changed, specimens } from './specimens';

export const all = specimens() as readonly {
  kind: string;
  metadata: { name?: string; generateName?: string };
}[];

/** A specimen with other values. */
export function specimenWith(name: string, changes: Readonly<Record<string, unknown>>): object {
  const specimen = all.find(
    ({ kind, metadata }) => name === `${kind} ${metadata.name ?? metadata.generateName}`,
  );
  if (specimen === undefined) throw new Error(`there is no ${name}`);
  return changed(specimen, changes);
}

/** The fields that an API server refuses of a specimen with other values. */
export function refused(name: string, changes: Readonly<Record<string, unknown>>): (string | undefined)[] {
  return validateObject(specimenWith(name, changes))
    .filter(({ refusedBy = [] }) => refusedBy.includes('api-server'))
    .map(({ field }) => field);
}
