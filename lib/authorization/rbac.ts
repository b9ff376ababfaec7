import { inRange } from '../values/address-range';
import { fullMatch } from '../values/re2';
import { matchesText, type TextMatcher } from '../values/text-matcher';
import { claimHolds, claimOf, headerOf, type RequestView } from './request-view';

/**
 * A condition on a connection and, where there is one, its request.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/rbac/v3/rbac.proto
 */
export type Predicate =
  | { readonly kind: 'always' }
  | { readonly kind: 'all' | 'one'; readonly of: readonly Predicate[] }
  | { readonly kind: 'not'; readonly of: Predicate }
  /** Present with any value where `value` is left out. */
  | { readonly kind: 'header'; readonly name: string; readonly value?: TextMatcher }
  | { readonly kind: 'path'; readonly value: TextMatcher }
  /** A path by segments, as an expression, with the text that was written. */
  | { readonly kind: 'template'; readonly expression: string; readonly written: string }
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'source' | 'remote' | 'destination'; readonly range: string }
  /** What the peer's certificate proves, such as a SPIFFE URI. */
  | { readonly kind: 'identity'; readonly value: TextMatcher }
  | { readonly kind: 'server-name'; readonly value: TextMatcher }
  /** One of the values must pass. */
  | {
      readonly kind: 'claim';
      readonly path: readonly string[];
      readonly values: readonly TextMatcher[];
      readonly lists: boolean;
    }
  /** What only a running proxy knows. */
  | { readonly kind: 'unknown'; readonly what: string };

/** One rule of a policy. */
export interface RbacRule {
  /** Its place in the policy; left out where the policy has no rules. */
  readonly rule?: number;
  readonly permissions: readonly Predicate[];
  readonly principals: readonly Predicate[];
}

/** A policy as the proxy has it. */
export interface RbacPolicy {
  readonly namespace: string;
  readonly name: string;
  /** As it was read: its file and line are looked up where they are told. */
  readonly manifest?: object;
  readonly rules: readonly RbacRule[];
}

/** The policies of one action, asked together. */
export interface Rbac {
  readonly action: 'allow' | 'deny' | 'audit';
  readonly policies: readonly RbacPolicy[];
}

/** What a policy can look at. */
export interface Facts {
  /** Left out for a connection that is not looked into. */
  readonly request?: RequestView | undefined;
  /** The peer's address. */
  readonly source?: string | undefined;
  /** The client's address behind proxies. */
  readonly remote?: string | undefined;
  readonly destination?: string | undefined;
  readonly port: number;
  readonly identity?: string | undefined;
  readonly serverName?: string | undefined;
}

/** Whether a condition holds. */
export function holds(predicate: Predicate, facts: Facts): boolean {
  switch (predicate.kind) {
    case 'always':
      return true;
    case 'all':
      return predicate.of.every((one) => holds(one, facts));
    case 'one':
      return predicate.of.some((one) => holds(one, facts));
    case 'not':
      return !holds(predicate.of, facts);
    case 'port':
      return facts.port === predicate.port;
    case 'source':
      return facts.source !== undefined && inRange(facts.source, predicate.range);
    case 'remote': {
      const address = facts.remote ?? facts.source;
      return address !== undefined && inRange(address, predicate.range);
    }
    case 'destination':
      return facts.destination !== undefined && inRange(facts.destination, predicate.range);
    case 'identity':
      return facts.identity !== undefined && matchesText(predicate.value, facts.identity);
    case 'server-name':
      return matchesText(predicate.value, facts.serverName ?? '');
    case 'unknown':
      return false;
    default:
      return facts.request !== undefined && requestHolds(predicate, facts.request);
  }
}

type OfRequest = Extract<Predicate, { kind: 'header' | 'path' | 'template' | 'claim' }>;

function requestHolds(predicate: OfRequest, request: RequestView): boolean {
  switch (predicate.kind) {
    case 'header': {
      const given = headerOf(request, predicate.name);
      return given !== undefined && (predicate.value === undefined || matchesText(predicate.value, given));
    }
    case 'path':
      return matchesText(predicate.value, request.bare);
    case 'template':
      return fullMatch(predicate.expression, request.bare);
    case 'claim': {
      const value = claimOf(request.claims, predicate.path);
      return predicate.values.some((matcher) =>
        predicate.lists
          ? claimHolds(matcher, value)
          : typeof value === 'string' && matchesText(matcher, value),
      );
    }
    default:
      return predicate satisfies never;
  }
}

/** What the policies of one action say. */
export interface Verdict {
  readonly denied: boolean;
  /** The policy and rule that decided; left out where no allowing policy had a rule for the request. */
  readonly by?: { readonly policy: RbacPolicy; readonly rule?: RbacRule };
}

/** Asks the policies of one action. */
export function judge(rbac: Rbac, facts: Facts): Verdict {
  for (const policy of rbac.policies) {
    for (const rule of policy.rules) {
      if (ruleHolds(rule, facts)) return { denied: rbac.action === 'deny', by: { policy, rule } };
    }
  }
  return { denied: rbac.action === 'allow' };
}

/** Whether a rule is met. */
export function ruleHolds({ permissions, principals }: RbacRule, facts: Facts): boolean {
  return permissions.some((one) => holds(one, facts)) && principals.some((one) => holds(one, facts));
}
