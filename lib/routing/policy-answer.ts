import type { RbacPolicy } from '../authorization/rbac';
import type { Locate, Place } from './locate';
import type { Judged, Trace } from './trace';

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
export function judgedPolicies({ answer, verdicts, shares }: Trace, locate: Locate): PolicyAnswer[] {
  const judged = [
    ...verdicts,
    ...(answer?.verdicts ?? []),
    ...shares.flatMap(({ arrivals }) => arrivals.flatMap((arrival) => arrival.verdicts)),
  ];
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

function answersOf({ rbac, verdict }: Judged, locate: Locate): PolicyAnswer[] {
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
    because:
      policy.rules.length === 0 ? 'it has no rule, so nothing is met' : 'the request meets none of its rules',
  }));
}

function named(
  { namespace, name, manifest }: RbacPolicy,
  action: string,
  locate: Locate,
): Omit<PolicyAnswer, 'because'> {
  const place = manifest === undefined ? {} : locate(manifest, []);
  return { namespace, name, action: action.toUpperCase(), ...place };
}
