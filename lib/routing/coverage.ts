import type { MeshModel } from '../model/mesh-model';
import type { RouteOrigin } from './envoy/origin';
import type { RoutingRule } from './istiod/rule';
import type { Trace } from './trace';

/** What the requests asked so far met. */
export interface Coverage {
  readonly routes: Covered;
  readonly policies: Covered;
}

/** A part of what there is. */
export interface Covered {
  /** How many of all were met; 100 where there are none. */
  readonly percent: number;
  readonly met: readonly string[];
  /** Those that no request ever met, such as `VirtualService demo/reviews route 1 match 0`. */
  readonly missed: readonly string[];
}

/** Notes what requests meet. */
export class Met {
  private readonly origins = new Set<RouteOrigin>();
  private readonly rules = new Set<string>();

  public note(trace: Trace): void {
    this.noteProxy(trace);
    for (const { arrivals, passed } of trace.shares) {
      if (passed !== undefined) this.noteProxy(passed);
      for (const arrival of arrivals) this.noteVerdicts(arrival.verdicts);
    }
  }

  private noteProxy({ answer, connection, verdicts }: Trace): void {
    const origin = answer?.route?.origin ?? connection?.route;
    if (origin !== undefined) this.origins.add(origin);
    this.noteVerdicts(verdicts);
    if (answer !== undefined) this.noteVerdicts(answer.verdicts);
  }

  private noteVerdicts(verdicts: Trace['verdicts']): void {
    for (const { verdict } of verdicts) {
      const { by } = verdict;
      if (by?.rule?.rule !== undefined) this.rules.add(ruleName(by.policy, by.rule.rule));
    }
  }

  public coverage(rules: readonly RoutingRule[], model: MeshModel): Coverage {
    const routes = rules.flatMap(({ http, tls, tcp }) =>
      [...http, ...tls, ...tcp].flatMap(({ origin, matches }) =>
        matches.length === 0
          ? [routeName(origin)]
          : matches.map(({ index }) => routeName({ ...origin, match: { index } })),
      ),
    );
    const policies = model.authorizationPolicies.flatMap((policy) =>
      policy.spec.action === 'CUSTOM'
        ? []
        : (policy.spec.rules ?? []).map((_, index) => ruleName(policy, index)),
    );
    return {
      routes: covered(routes, new Set([...this.origins].map(routeName))),
      policies: covered(policies, this.rules),
    };
  }
}

function covered(all: readonly string[], met: ReadonlySet<string>): Covered {
  const each = [...new Set(all)];
  const found = each.filter((one) => met.has(one));
  return {
    percent: each.length === 0 ? 100 : Number(((found.length / each.length) * 100).toFixed(1)),
    met: found,
    missed: each.filter((one) => !met.has(one)),
  };
}

function routeName({ object: { kind, namespace, name }, list, index, match }: RouteOrigin): string {
  const which = list === undefined ? 'route' : `${list} route`;
  return `${kind} ${namespace}/${name} ${which} ${index}${match === undefined ? '' : ` match ${match.index}`}`;
}

function ruleName(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  rule: number,
): string {
  return `AuthorizationPolicy ${namespace}/${name} rule ${rule}`;
}
