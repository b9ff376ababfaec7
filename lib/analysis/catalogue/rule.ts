import type { FindingLevel } from '../../diagnostics/finding';

/** What the catalogue says of a rule; its page in docs/rules.md is made from it. */
export interface Rule {
  /** The level that a finding has unless it says otherwise, then the other levels that it may have. */
  readonly levels: readonly [FindingLevel, ...FindingLevel[]];
  /** The codes of `istioctl analyze` for it; the first is the usual one. */
  readonly codes?: readonly string[];
  /** The kinds that it is told of, or {@link everyKind}. */
  readonly on: readonly string[];
  /** What is wrong, and what happens to traffic. */
  readonly says: string;
  /** What to write instead. */
  readonly instead: string;
}

/** What is told of objects of whatever kind. */
export const everyKind: readonly string[] = ['every kind'];

/** Keeps the names of rules as a type. */
export function rules<Name extends string>(all: Readonly<Record<Name, Rule>>): Readonly<Record<Name, Rule>> {
  return all;
}
