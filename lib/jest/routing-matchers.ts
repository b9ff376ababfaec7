import { isDeepStrictEqual } from 'node:util';
import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import { carries } from '../kubernetes/label-selector';
import type { Answer } from '../routing/answer';
import { deniers } from '../routing/expectation';
import type { Mesh } from '../routing/mesh';
import type { Call } from '../routing/reachability';
import { storyOf } from '../routing/story';
import type { Labels } from '../values/labels';
import { hostOf, isHostOf, type ServiceReference } from './service-reference';

/** What a matcher answers, to jest and to vitest alike. */
interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** What stands for a policy or a workload: `<namespace>/<name>`, a name, or a construct that has one. */
export type ObjectReference =
  | string
  | { readonly namespace?: string | undefined; readonly name: string }
  | { readonly metadata: { readonly namespace?: string | undefined; readonly name: string } };

/** What stands for those who call: a workload, or a microservice and labels for all workloads that carry them. */
export type CallerReference =
  | ObjectReference
  | { readonly namespace?: string | undefined; readonly labels: Labels };

/** How much of a mesh the requests of the tests must have met, in percent. */
export interface ExpectedCoverage {
  readonly routes?: number;
  readonly policies?: number;
}

/** For `expect.extend` where `expect` is no global, as in vitest. */
export const routingMatchers = {
  toReach(answer: Answer, service: ServiceReference, subset?: string): MatcherResult {
    const isWanted = isHostOf(service, answer.model, 'toReach');
    const subsets = answer.model.destinationRules.flatMap(({ spec }) =>
      (spec.subsets ?? []).map(({ name = '' }) => name),
    );
    if (subset !== undefined && !subsets.includes(subset)) {
      throw mistyped('toReach', 'subset', 'no DestinationRule has a subset of this name', subset, subsets);
    }
    const { decision, destinations } = answer;
    const pass =
      decision === 'forward' &&
      destinations.every(
        (one) =>
          one.status === undefined && isWanted(one.host) && (subset === undefined || one.subset === subset),
      );
    return told(
      pass,
      `to reach ${hostOf(service)}${subset === undefined ? '' : ` subset ${subset}`}`,
      answer,
    );
  },

  toSplit(answer: Answer, parts: Readonly<Record<string, number>>): MatcherResult {
    const found: Record<string, number> = {};
    for (const { subset, host, percent } of answer.destinations) {
      const name = subset ?? host;
      found[name] = (found[name] ?? 0) + percent;
    }
    const sorted = (one: Readonly<Record<string, number>>) =>
      Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1));
    const pass = answer.decision === 'forward' && isDeepStrictEqual(sorted(found), sorted(parts));
    return told(pass, `to split ${shares(parts)}, not ${shares(found) || 'at all'}`, answer);
  },

  toBeDenied(answer: Answer, { by }: { readonly by?: ObjectReference } = {}): MatcherResult {
    const isDenied = answer.decision === 'deny' || answer.decision === 'unauthenticated';
    const who = by === undefined ? undefined : nameOf(by);
    const isMeant = (one: string) => who === undefined || one === who || one.endsWith(`/${who}`);
    const policies = answer.model.authorizationPolicies.map(nameOf);
    if (who !== undefined && !policies.some(isMeant)) {
      throw mistyped('toBeDenied', 'by', 'no AuthorizationPolicy has this name', who, policies);
    }
    const pass = isDenied && (who === undefined || deniers(answer.toJSON()).some(isMeant));
    return told(pass, `to be denied${who === undefined ? '' : ` by ${who}`}`, answer);
  },

  toRedirectTo(answer: Answer, location: string): MatcherResult {
    return told(answer.toJSON().response.location === location, `to redirect to ${location}`, answer);
  },

  toBeAnsweredWith(answer: Answer, status: number): MatcherResult {
    return told(answer.status === status, `to be answered with ${status} by a proxy`, answer);
  },

  toHaveCoverage(mesh: Mesh, expected: ExpectedCoverage): MatcherResult {
    const found = mesh.coverage();
    const parts = (['routes', 'policies'] as const).filter((part) => expected[part] !== undefined);
    const wanting = parts.filter((part) => found[part].percent < (expected[part] ?? 0));
    return {
      pass: wanting.length === 0,
      message: () =>
        (wanting.length === 0 ? parts : wanting)
          .flatMap((part) => [
            `expected the requests to meet ${wanting.length === 0 ? 'less than ' : ''}${expected[part]}% of the ${part}, they met ${found[part].percent}%`,
            ...found[part].missed.map((one) => `  never: ${one}`),
          ])
          .join('\n'),
    };
  },

  toDenyAnonymous(mesh: Mesh, service: ServiceReference): MatcherResult {
    return judged(
      'toDenyAnonymous',
      mesh,
      service,
      ({ from }) => from.kind === 'anonymous',
      'nobody without an identity',
    );
  },

  toDenyCalls(
    mesh: Mesh,
    { from, to }: { readonly from: CallerReference; readonly to: ServiceReference },
  ): MatcherResult {
    const who = callersOf(mesh, from);
    const known = mesh.model.workloads.map(nameOf);
    const unknown = who.find((one) => !known.includes(one));
    if (unknown !== undefined || who.length === 0) {
      throw mistyped('toDenyCalls', 'from', 'no workload has this name', unknown ?? from, known);
    }
    return judged('toDenyCalls', mesh, to, (call) => who.includes(callerOf(call)), who.join(', '));
  },

  toAllowOnly(mesh: Mesh, service: ServiceReference, callers: readonly CallerReference[]): MatcherResult {
    const names = callers.flatMap((caller) => callersOf(mesh, caller));
    return judged(
      'toAllowOnly',
      mesh,
      service,
      (call) => !names.includes(callerOf(call)),
      `only ${names.join(', ') || 'nobody'}`,
    );
  },
};

/** Of what is not there anything holds, or `.not` of it: a name that was mistyped would pass. */
function mistyped(matcher: string, option: string, problem: string, got: unknown, known: readonly string[]) {
  const names = [...new Set(known)].sort();
  return new ConfigError({ at: matcher, path: [option], problem, got, instead: suggest(got, names) });
}

function told(pass: boolean, what: string, answer: Answer): MatcherResult {
  return { pass, message: () => `expected the request ${pass ? 'not ' : ''}${what}\n\n${storyOf(answer)}` };
}

/** Whether none of these calls may be made, with a request that shows it where one may. */
function judged(
  matcher: string,
  mesh: Mesh,
  service: ServiceReference,
  isMeant: (call: Call) => boolean,
  who: string,
): MatcherResult {
  const host = hostOf(service);
  const isMeantHost = isHostOf(service, mesh.model, matcher);
  const calls = mesh.reachability().filter(({ to }) => isMeantHost(to.host));
  const wrong = calls.filter((call) => isMeant(call) && call.verdict !== 'denied');
  const pass = calls.length > 0 && wrong.length === 0;
  const found = calls.length === 0 ? [`  no service ${host} has workloads`] : wrong.map(shown);
  return {
    pass,
    message: () =>
      pass
        ? `expected that more than is let in may call ${host}`
        : [`expected that ${who} may call ${host}, but:`, ...found]
            .join('\n')
            .replace('only nobody', 'nobody'),
  };
}

function shown(call: Call): string {
  const { verdict, allowed, because, to } = call;
  const request =
    allowed === undefined
      ? ''
      : `, such as ${allowed.method} http://${allowed.host}:${to.port}${allowed.path}`;
  const more = allowed?.headers === undefined ? '' : ` with ${JSON.stringify(allowed.headers)}`;
  return `  ${callerOf(call)}: ${verdict}${request}${more}${because === undefined ? '' : ` (${because})`}`;
}

function callerOf({ from }: Call): string {
  return from.kind === 'anonymous' ? 'anybody without an identity' : `${from.namespace}/${from.name}`;
}

/** The workloads that a reference stands for. */
function callersOf({ model }: Mesh, reference: CallerReference): readonly string[] {
  if (typeof reference === 'string' || !('labels' in reference)) return [nameOf(reference)];
  const { namespace, labels } = reference;
  return model.workloads
    .filter((one) => one.namespace === namespace && carries(one.labels, labels))
    .map(nameOf);
}

function nameOf(reference: ObjectReference): string {
  if (typeof reference === 'string') return reference;
  const { name, namespace } = 'metadata' in reference ? reference.metadata : reference;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function shares(parts: Readonly<Record<string, number>>): string {
  return Object.entries(parts)
    .map(([name, percent]) => `${name} ${percent}%`)
    .join(', ');
}

/** The types of the matchers, for `interface Matchers<T> extends RoutingMatchers<T> {}` in vitest. */
export interface RoutingMatchers<R> {
  /**
   * The request reaches this service, and this subset of it where one is named; every part of it.
   *
   * @throws ConfigError where the mesh has no service or subset of this name, also under `.not`
   */
  toReach(service: ServiceReference, subset?: string): R;
  /** The request is split so, in percent by subset (by host where there is none). */
  toSplit(parts: Readonly<Record<string, number>>): R;
  /** Policies or tokens refuse the request; this policy, where one is named. */
  toBeDenied(options?: { readonly by?: ObjectReference }): R;
  /** The request is sent to this location. */
  toRedirectTo(location: string): R;
  /** A proxy answers the request itself, with this status. */
  toBeAnsweredWith(status: number): R;
  /** The requests asked so far met at least so much of the mesh's routes, and of the rules of its policies. */
  toHaveCoverage(expected: ExpectedCoverage): R;
  /** No request without an identity of the mesh may reach the service. */
  toDenyAnonymous(service: ServiceReference): R;
  /** No request of one workload may reach the service. */
  toDenyCalls(call: { readonly from: CallerReference; readonly to: ServiceReference }): R;
  /** Nobody but these workloads may reach the service. */
  toAllowOnly(service: ServiceReference, callers: readonly CallerReference[]): R;
}
