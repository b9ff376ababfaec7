import { validateObject } from '../../../lib/validation/validate-object';
import { changed, specimens } from './specimens';

export const all = specimens() as readonly {
  kind: string;
  metadata: { name?: string; generateName?: string };
}[];

/** The fields that an API server refuses of a specimen with other values. */
export function refused(name: string, changes: Readonly<Record<string, unknown>>): (string | undefined)[] {
  const specimen = all.find(({ kind, metadata }) => name === `${kind} ${metadata.name}`);
  if (specimen === undefined) throw new Error(`there is no ${name}`);
  return validateObject(changed(specimen, changes))
    .filter(({ refusedBy = [] }) => refusedBy.includes('api-server'))
    .map(({ field }) => field);
}
