import { nearest } from '../diagnostics/nearest-name';
import { catalogue, isRuleName } from './catalogue';
import type { FoundFinding } from './found-finding';

/** What is not to be told: a rule, of an object or of whatever a construct made. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  /** Whether it is about a finding. */
  readonly covers: (found: FoundFinding) => boolean;
  /** Whether it needs to meet nothing. @default - it is told of where it does not */
  readonly isOptional?: () => boolean;
  /** What tells that it is not needed, or that it is refused. */
  readonly told: Pick<FoundFinding, 'object' | 'path'> & { readonly written: string };
}

/** The annotation by which an object says which rules are not meant for it: one `<rule>: <reason>` a line. */
export const ignoreAnnotation = 'cdk8s-istio/ignore';

/** The suppressions that an annotation writes. */
export function writtenSuppressions(annotation: string, told: Suppression['told']): Suppression[] {
  return annotation
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, rule = line, reason = ''] = /^\s*([^:\s]+)\s*:?\s*(.*?)\s*$/.exec(line) ?? [];
      const { object } = told;
      return { rule, reason, covers: (found) => found.object === object, told };
    });
}

/** The findings that are left, and what there is to say of the suppressions themselves. */
export function suppressed(
  found: readonly FoundFinding[],
  suppressions: readonly Suppression[],
): FoundFinding[] {
  const valid = suppressions.filter(({ rule, reason }) => reason !== '' && isRuleName(rule));
  const used = new Set<Suppression>();
  const left = found.filter((one) => {
    const meeting = valid.filter(
      (suppression) => suppression.rule === one.finding.rule && suppression.covers(one),
    );
    for (const suppression of meeting) used.add(suppression);
    return meeting.length === 0;
  });
  return [...left, ...suppressions.filter((one) => !used.has(one) && !one.isOptional?.()).map(toldOf)];
}

function toldOf({ rule, reason, told }: Suppression): FoundFinding {
  const { written, ...place } = told;
  const known = Object.keys(catalogue);
  const meant = nearest(rule, known);
  const isRefused = reason === '' || !isRuleName(rule);
  const name = isRefused ? 'suppression-without-reason' : 'suppression-unused';
  const message = !isRuleName(rule)
    ? `${written}: there is no rule ${rule.slice(0, 100)}, so that nothing is suppressed`
    : reason === ''
      ? `${written}: no reason is given, so that ${rule} is told all the same`
      : `${written}: ${rule} is not found here, so that nothing is suppressed`;
  return {
    ...place,
    finding: {
      rule: name,
      level: catalogue[name].levels[0],
      message,
      suggestion: meant === undefined || isRuleName(rule) ? catalogue[name].instead : `write ${meant}`,
    },
  };
}
