import type { IConstruct } from 'constructs';
import type { RuleName } from '../analysis/catalogue';
import { Findings, type FindingsOptions } from '../analysis/findings';
import type { Finding, FindingLevel } from '../diagnostics/finding';
import { subjectOf, textOf } from '../diagnostics/finding-text';
import { type RoutingMatchers, routingMatchers } from './routing-matchers';

/** What a matcher answers, to jest and to vitest alike. */
interface Answer {
  readonly pass: boolean;
  message(): string;
}

/** What is asked of what a construct makes. */
export interface NoFindingsOptions extends FindingsOptions {
  /** From which level on a finding counts. @default 'info' */
  readonly from?: FindingLevel;
}

/** The finding that is expected. */
export interface ExpectedFinding extends FindingsOptions {
  readonly rule: RuleName;
  /** Of what: a construct, or an object such as `VirtualService demo/reviews`. @default - of anything */
  readonly on?: IConstruct | string;
}

/** What these matchers are asked about: a chart, an app, any construct, or manifests. */
type Made = IConstruct | readonly unknown[];

const rank: Readonly<Record<FindingLevel, number>> = { error: 2, warning: 1, info: 0 };

/** For `expect.extend` where `expect` is no global, as in vitest. */
export const matchers = {
  /** Nothing is to be told of what a construct makes. */
  toHaveNoFindings(made: Made, options: NoFindingsOptions = {}): Answer {
    const { from = 'info', ...asked } = options;
    const least = rank[from];
    const findings = Findings.of(made, asked).filter(({ level }) => rank[level] >= least);
    return {
      pass: findings.length === 0,
      message: () =>
        findings.length === 0
          ? 'expected findings, and there are none'
          : `expected no findings:\n${shown(findings)}`,
    };
  },

  /** A finding is to be told of what a construct makes. */
  toHaveFinding(made: Made, { rule, on, ...options }: ExpectedFinding): Answer {
    const findings = Findings.of(made, options);
    const pass = findings.some((finding) => finding.rule === rule && isOn(finding, on));
    const wanted = `${rule}${on === undefined ? '' : ` on ${typeof on === 'string' ? on : on.node.path}`}`;
    return {
      pass,
      message: () =>
        `expected ${pass ? 'no ' : ''}${wanted}, and there is:\n${shown(findings) || '  nothing'}`,
    };
  },
};

function isOn({ object, construct }: Finding, on: ExpectedFinding['on']): boolean {
  if (on === undefined) return true;
  if (typeof on === 'string') {
    const name = object === undefined ? '' : subjectOf({ rule: '', level: 'info', message: '', object });
    return name === on || `${object?.kind} ${object?.name}` === on;
  }
  const { path } = on.node;
  return construct === path || construct?.startsWith(`${path}/`) === true;
}

function shown(findings: readonly Finding[]): string {
  return findings
    .flatMap(textOf)
    .map((parts) => `  ${parts.map(({ text }) => text).join('')}`)
    .join('\n');
}

/** The types of the matchers, for `interface Matchers<T> extends FindingMatchers<T> {}` in vitest. */
export interface FindingMatchers<R> {
  /** Nothing is to be told of what a construct makes. */
  toHaveNoFindings(options?: NoFindingsOptions): R;
  /** A finding is to be told of what a construct makes. */
  toHaveFinding(expected: ExpectedFinding): R;
}

declare global {
  namespace jest {
    interface Matchers<R> extends FindingMatchers<R>, RoutingMatchers<R> {}
  }
}

// With jest's globals, or vitest's, importing this file is enough.
const { expect: known } = globalThis as { readonly expect?: { extend?(matchers: object): void } };
known?.extend?.({ ...matchers, ...routingMatchers });

export type {
  ExpectedCoverage,
  ObjectReference,
  RoutingMatchers,
} from './routing-matchers';
export type { ServiceReference } from './service-reference';
export { routingMatchers };
