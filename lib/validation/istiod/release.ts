import { minorOf } from '../../release/minor';
import type { Place } from '../shape';

/** Whether the istiod that judges is of a release or a later one: what it asks has changed over the years. */
export function isSince(release: string, { context }: Place): boolean {
  return minorOf(release) <= minorOf(context.release);
}
