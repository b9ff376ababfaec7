import { re2Problem } from '../../values/expression';
import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape, value } from '../shape';
import { patchTypes } from './envoy/patch-types';
import { messageNamed } from './envoy/types';
import { messageProblem } from './envoy/value';
import { workloadSelector } from './selection';
import { int32 } from './values';

interface Filter {
  readonly name?: string;
  readonly subFilter?: { readonly name?: string };
}

interface Match {
  readonly context?: string;
  readonly proxy?: { readonly proxyVersion?: string };
  readonly listener?: { readonly filterChain?: { readonly filter?: Filter } };
  readonly routeConfiguration?: unknown;
  readonly cluster?: unknown;
  readonly waypoint?: unknown;
}

interface Patch {
  readonly applyTo?: string;
  readonly match?: Match;
  readonly patch?: { readonly operation?: string; readonly value?: unknown };
}

/** The part of a match that goes with what is patched. */
const matchOf: Readonly<Record<string, keyof Match>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

const connectionManagers = ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'];

/** What is wrong with a patch as a whole: the first hides the rest. */
function problemOf({ applyTo = 'INVALID', patch }: Patch): string | undefined {
  if (applyTo === 'INVALID') return 'must have applyTo';
  if (!patch) return 'must have a patch';
  const { operation = 'INVALID', value } = patch;
  if (operation === 'INVALID') return 'must have an operation in its patch';
  return operation !== 'REMOVE' && !value ? `must have a value for operation ${operation}` : undefined;
}

/** Whether what is patched and what is matched go together so far that istiod looks further. */
function checkMatch({ applyTo = '', match }: Patch, place: Place): boolean {
  const fitting = matchOf[applyTo];
  const given = (['listener', 'routeConfiguration', 'cluster', 'waypoint'] as const).filter(
    (name) => match?.[name],
  );
  if (fitting === undefined || given.length === 0) return true;
  if (!given.includes(fitting as never)) {
    place.report(`must be ${fitting} for applyTo ${applyTo}, got ${given.join(' and ')}`, { at: ['match'] });
    return fitting !== 'listener';
  }
  const filter = fitting === 'listener' ? match?.listener?.filterChain?.filter : undefined;
  const problem = filter && filterProblem(filter, applyTo);
  if (problem) place.report(problem, { at: ['match', 'listener', 'filterChain', 'filter'] });
  return !problem;
}

/** What Envoy could not read of the patch. */
function checkValue({ applyTo = '', patch: given }: Patch, place: Place): void {
  const { value: held } = given ?? {};
  const message = messageNamed(patchTypes[applyTo] ?? '');
  if (held === undefined || held === null || message === undefined) return;
  const problem = messageProblem(held, message);
  if (problem !== undefined) place.report(problem.message, { at: ['patch', 'value', ...problem.at] });
}

function filterProblem({ name, subFilter }: Filter, applyTo: string): string | undefined {
  if (!name) return 'must have a name';
  if (!subFilter) return undefined;
  if (applyTo !== 'HTTP_FILTER') return `can have subFilter for applyTo HTTP_FILTER only, got ${applyTo}`;
  if (!connectionManagers.includes(name))
    return `must be ${connectionManagers[0]} for a subFilter, got ${shown(name)}`;
  return isSet(subFilter.name) ? undefined : 'must have a name in its subFilter';
}

const patch: Shape<Patch> = (given, place) => {
  const { match } = given;
  if (match?.context === 'WAYPOINT') return;
  const problem = problemOf(given);
  if (problem !== undefined) return place.report(problem);
  const version = match?.proxy?.proxyVersion ?? '';
  const wrong = version.length > 1024 ? undefined : re2Problem(version);
  if (wrong !== undefined) {
    return place.report(`must be an RE2 expression (${wrong}), got ${shown(version)}`, {
      at: ['match', 'proxy', 'proxyVersion'],
      rule: 'regex-invalid',
    });
  }
  if (checkMatch(given, place)) checkValue(given, place);
};

/** What istiod asks of an EnvoyFilter. */
export const envoyFilter = object({
  workloadSelector,
  configPatches: list(patch),
  priority: value(int32),
});
