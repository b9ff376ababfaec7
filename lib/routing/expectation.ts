import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import type { AnswerData } from './answer';

/** What a table expects of a request. */
export interface Expectation {
  readonly status?: number;
  /** The service that answers: a host, its beginning (`reviews`, `reviews.demo`), or `reviews/v2` by a pod's version. */
  readonly backend?: string;
  readonly subset?: string;
  readonly location?: string;
  /** The policy that denies: a name, or `<namespace>/<name>`. */
  readonly deniedBy?: string;
}

const properties: readonly (keyof Expectation)[] = ['status', 'backend', 'subset', 'location', 'deniedBy'];

/** Refuses an expectation with a property that none has. */
export function checkExpectation(expectation: object, at: string): asserts expectation is Expectation {
  const unknown = Object.keys(expectation).find((name) => !properties.includes(name as keyof Expectation));
  if (unknown === undefined) {
    for (const [name, value] of Object.entries(expectation)) checkValue(name, value, at);
    return;
  }
  throw new ConfigError({
    at,
    problem: 'an expectation has no such property',
    got: unknown,
    instead: suggest(unknown, properties),
  });
}

function checkValue(name: string, value: unknown, at: string): void {
  const isStatus = name === 'status';
  if (isStatus ? Number.isInteger(value) : typeof value === 'string') return;
  throw new ConfigError({
    at,
    path: ['expect', name],
    problem: isStatus ? 'a status is a whole number' : 'it is no text',
    got: value,
    instead: isStatus ? 'write for example 404' : 'put it in quotes',
  });
}

/** What of an answer is not as expected, each in words; nothing where all is. */
export function failuresOf(answer: AnswerData, expectation: Expectation): string[] {
  const failures: string[] = [];
  const { status, backend, subset, location, deniedBy } = expectation;
  const expected = (what: string, wanted: unknown, got: unknown) =>
    failures.push(`expected ${what} ${String(wanted)}, got ${String(got)}`);
  if (status !== undefined && !hasStatus(answer, status)) {
    expected('status', status, answer.status ?? `an answer of a backend (${hosts(answer)})`);
  }
  if (backend !== undefined && !reaches(answer, backend)) {
    expected('backend', backend, hosts(answer) || answer.decision);
  }
  if (
    subset !== undefined &&
    !(answer.decision === 'forward' && answer.destinations.every((one) => one.subset === subset))
  ) {
    expected(
      'subset',
      subset,
      answer.destinations.map((one) => one.subset ?? 'none').join(', ') || answer.decision,
    );
  }
  if (location !== undefined && answer.response.location !== location) {
    expected('location', location, answer.response.location ?? answer.decision);
  }
  if (deniedBy !== undefined && !isDeniedBy(answer, deniedBy)) {
    expected(
      'denial by',
      deniedBy,
      answer.decision === 'deny' ? deniers(answer).join(', ') : answer.decision,
    );
  }
  return failures;
}

/** A backend's own answer is expected as 200: what it says, no manifest tells. */
function hasStatus({ status, decision }: AnswerData, wanted: number): boolean {
  return status === wanted || (status === undefined && decision === 'forward' && wanted === 200);
}

function hosts({ destinations }: AnswerData): string {
  return destinations
    .map(({ host, subset }) => (subset === undefined ? host : `${host} ${subset}`))
    .join(', ');
}

function reaches({ decision, destinations }: AnswerData, backend: string): boolean {
  if (decision !== 'forward') return false;
  const [name = '', version] = backend.split('/');
  return destinations.every(
    ({ host, status, subset, workloads }) =>
      status === undefined &&
      (host === name || host.startsWith(`${name}.`) || workloads.some(({ labels }) => labels.app === name)) &&
      (version === undefined ||
        subset === version ||
        (workloads.length > 0 && workloads.every(({ labels }) => labels.version === version))),
  );
}

/** The policies that denied: those that say so, or those whose permission was wanting. */
export function deniers({ decision, policies }: AnswerData): string[] {
  if (decision !== 'deny') return [];
  const denying = policies.filter(({ action }) => action === 'DENY');
  const found =
    denying.length > 0
      ? denying
      : policies.filter(({ action, rule }) => action === 'ALLOW' && rule === undefined);
  return found.map(({ namespace, name }) => `${namespace}/${name}`);
}

function isDeniedBy(answer: AnswerData, policy: string): boolean {
  return deniers(answer).some((one) => one === policy || one.endsWith(`/${policy}`));
}
