import { shown } from '../schema/shown';
import { isSet, type Place, type Shape } from '../shape';

interface Rule {
  readonly succeededIndexes?: string | null;
  readonly succeededCount?: number | null;
}

interface JobSpec {
  readonly successPolicy?: { readonly rules?: readonly Rule[] } | null;
  readonly completionMode?: string | null;
  readonly completions?: number | null;
}

const mostRules = 20;
const longest = 64 * 1024;

/** How many pods such as `0,2-4` are; a text where it does not say which. */
function countOf(indexes: string, completions: number): number | string {
  if (indexes === '') return 0;
  let count = 0;
  let before = -1;
  for (const part of indexes.split(',')) {
    const [first = Number.NaN, last = first, ...more] = part
      .split('-')
      .map((index) => (/^\+?\d+$/.test(index) ? Number(index) : Number.NaN));
    if (Number.isNaN(first + last) || more.length > 0) return `must be such as 0,2-4, got ${shown(indexes)}`;
    if (first <= before || (part.includes('-') && last <= first))
      return `must have its numbers in order, got ${shown(indexes)}`;
    if (last >= completions) return `must be below the ${completions} completions, got ${last}`;
    count += last - first + 1;
    before = last;
  }
  return count;
}

function checkRule(
  { succeededIndexes: indexes, succeededCount: count }: Rule,
  completions: number,
  place: Place,
): void {
  if (indexes === undefined && count === undefined)
    place.report('must have succeededIndexes or succeededCount');
  const named = typeof indexes === 'string' ? countOf(indexes, completions) : undefined;
  const long = typeof indexes === 'string' && indexes.length > longest;
  if (typeof named === 'string' || long)
    place.report(long ? `may have ${longest} characters` : String(named), { at: ['succeededIndexes'] });
  if (typeof count !== 'number') return;
  const most = Math.min(completions, typeof named === 'number' ? named : completions);
  if (count < 0 || count > most)
    place.report(`must be from 0 to ${most}, got ${count}`, { at: ['succeededCount'] });
}

/** When a Job of numbered pods has succeeded though not all of them did. */
export const success: Shape<JobSpec> = ({ successPolicy, completionMode, completions }, place) => {
  if (!successPolicy) return;
  if (completionMode !== 'Indexed')
    place.report('belongs to completionMode Indexed', { at: ['successPolicy'] });
  const { rules = [] } = successPolicy;
  const at = ['successPolicy', 'rules'];
  if (!isSet(rules)) place.report('is required', { at });
  if (rules.length > mostRules) place.report(`may have ${mostRules} entries, got ${rules.length}`, { at });
  if (typeof completions !== 'number') return;
  rules.forEach((rule, index) => {
    place.steps.push(...at, index);
    checkRule(rule, completions, place);
    place.steps.splice(-3);
  });
};
