import { type Facts, holds, type RbacPolicy } from '../authorization/rbac';
import type { Judged } from './envoy/respond';
import type { Locate, Place } from './locate';
import { passedOf } from './passed-waypoints';
import type { Trace } from './trace';

/** What a policy said of a request. */
export interface PolicyAnswer extends Place {
  readonly namespace: string;
  readonly name: string;
  readonly action: string;
  /** The rule that the request met, by its place. */
  readonly rule?: number;
  readonly because: string;
}

/** The policies that were asked on the way, each once: first the gateway's, then the workload's. */
export function judgedPolicies(trace: Trace, locate: Locate): PolicyAnswer[] {
  const judged = [...askedOf(trace), ...passedOf(trace).flatMap(askedOf), ...askedOnArrival(trace)];
  const seen = new Set<string>();
  return judged
    .flatMap((one) => answersOf(one, locate))
    .filter((one) => {
      const key = JSON.stringify(one);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}

function askedOf({ answer, verdicts }: Trace): Asked[] {
  return [...verdicts.map((one): Asked => one), ...askedBy(answer)];
}

function askedOnArrival({ shares }: Trace): Asked[] {
  return shares.flatMap(({ arrivals }) =>
    arrivals.flatMap((arrival) =>
      arrival.answer === undefined ? arrival.verdicts : askedBy(arrival.answer),
    ),
  );
}

/** What was asked, and what was known of the request. */
interface Asked extends Judged {
  readonly facts?: Facts | undefined;
}

function askedBy(answer: Trace['answer']): Asked[] {
  return (answer?.verdicts ?? []).map((one) => ({ ...one, facts: answer?.facts }));
}

function answersOf({ rbac, verdict, facts }: Asked, locate: Locate): PolicyAnswer[] {
  const { action } = rbac;
  if (verdict.by !== undefined) {
    const { policy, rule } = verdict.by;
    const because = {
      allow: 'it allows the request',
      deny: 'it denies the request',
      audit: 'it notes the request',
    };
    return [
      {
        ...named(policy, action, locate),
        ...(rule?.rule !== undefined && { rule: rule.rule }),
        because: because[action],
      },
    ];
  }
  return rbac.policies.map((policy) => ({
    ...named(policy, action, locate),
    because: whyNone(policy, facts),
  }));
}

/** Of more rules than this only that none is met is told. */
const fewRules = 5;

function whyNone({ rules }: RbacPolicy, facts: Facts | undefined): string {
  if (rules.length === 0) return 'it has no rule, so nothing is met';
  const none = 'the request meets none of its rules';
  if (facts === undefined || rules.length > fewRules) return none;
  const each = rules.map(({ rule, permissions, principals }) => {
    const isCaller = principals.some((one) => holds(one, facts));
    const isOperation = permissions.some((one) => holds(one, facts));
    const others = isCaller ? 'operations' : isOperation ? 'callers' : 'callers and operations';
    return `rule ${rule ?? 0} is for other ${others}`;
  });
  return `${none}: ${each.join(', ')}`;
}

function named(
  { namespace, name, manifest }: RbacPolicy,
  action: string,
  locate: Locate,
): Omit<PolicyAnswer, 'because'> {
  const place = manifest === undefined ? {} : locate(manifest, []);
  return { namespace, name, action: action.toUpperCase(), ...place };
}
