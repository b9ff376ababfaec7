import type { Duration } from 'cdk8s';
import { type Fault, fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { type Check, firstFault, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import {
  type BackendTarget,
  backendsFault,
  backendTarget,
  isWeighted,
  renderBackend,
  type WeightedBackend,
  weight,
} from '../references/backend';
import type { IReferenceGrant, Referrer } from '../references/reference-grant-ref';
import type { HeaderFilter, HTTPFilter } from './filter';
import { renderFilter, renderHeaderFilter } from './filter-render';
import { backendFilters, filtersFault, httpFilters } from './filters';
import { type HTTPMatch, httpMatch, renderHttpMatch } from './http-match';
import { ruleName } from './route';
import { routeDuration, routeDurationText } from './route-duration';

/** A share of the requests, perhaps with headers of its own. */
export interface WeightedHTTPBackend extends WeightedBackend {
  readonly filters?: NonEmpty<HeaderFilter>;
}

/** How long a request may take, its retries included, and each try of it. */
export type HTTPTimeouts = AtLeastOne<{ readonly request: Duration; readonly backendRequest: Duration }>;

/** Which requests go where. */
export interface HTTPRule {
  /** What policies and status know it by. */
  readonly name?: string;
  /** Of which one must hold. @default - every request */
  readonly matches?: NonEmpty<HTTPMatch>;
  /** Where they go. Only a rule that redirects has none. */
  readonly backends?: NonEmpty<BackendTarget | WeightedHTTPBackend>;
  readonly filters?: NonEmpty<HTTPFilter>;
  readonly timeouts?: HTTPTimeouts;
}

const weighted = shape<WeightedHTTPBackend>({
  to: backendTarget,
  weight: optional(weight),
  filters: optional(backendFilters),
});

/** A backend of a rule that knows headers. */
export const headerBackend: Check<BackendTarget | WeightedHTTPBackend> = (
  value: BackendTarget | WeightedHTTPBackend,
) => (isWeighted(value) ? weighted(value) : backendTarget(value));

const timeouts = shape<Partial<{ request: Duration; backendRequest: Duration }>>(
  { request: optional(routeDuration), backendRequest: optional(routeDuration) },
  {
    atLeastOne: ['request', 'backendRequest'],
    rule: ({ request, backendRequest }) =>
      request && backendRequest && backendRequest.toMilliseconds() > request.toMilliseconds()
        ? within(
            'backendRequest',
            fault(
              'one try takes no longer than all of them together',
              routeDurationText(backendRequest),
              `write at most ${routeDurationText(request)}`,
            ),
          )
        : undefined,
  },
);

export const httpRule = shape<HTTPRule>(
  {
    name: optional(ruleName),
    matches: optional(list(httpMatch, { most: 64 })),
    backends: optional(list(headerBackend, { most: 16 })),
    filters: optional(httpFilters),
    timeouts: optional(timeouts),
  },
  { rule: ruleFault },
);

function ruleFault(rule: {
  readonly matches?: readonly object[];
  readonly backends?: readonly unknown[];
  readonly filters?: readonly HTTPFilter[];
}): Fault | undefined {
  const { matches = [{}], backends, filters = [] } = rule;
  const redirect = filters.find(({ kind }) => kind === 'request-redirect');
  if (redirect === undefined && backends === undefined) {
    return fault(
      'requests would be answered with an error: they lead nowhere',
      undefined,
      'give backends, or Filter.requestRedirect(…)',
    );
  }
  if (redirect !== undefined && backends !== undefined) {
    return within('backends', fault('a redirected request goes nowhere', backends.length, 'leave them out'));
  }
  const index = filters.findIndex(
    (filter) => 'path' in filter && filter.path?.kind === 'replace-prefix-match',
  );
  const [match, ...others] = matches as readonly Partial<{ path: { kind: string } }>[];
  if (index < 0 || (others.length === 0 && match?.path?.kind === 'path-prefix')) return undefined;
  return within(
    'filters',
    within(
      index,
      within(
        'path',
        fault(
          'a prefix is replaced where the rule has one match, and that a prefix of the path',
          matches.length,
          "write one match with pathPrefix('/…'), or replaceFullPath('/…')",
        ),
      ),
    ),
  );
}

/** What leads requests away in a rule of HTTP or of gRPC. */
interface RuleTargets {
  readonly backends?: readonly (BackendTarget | WeightedHTTPBackend)[];
  readonly filters?: readonly HTTPFilter[];
}

/** Refuses rules with backends or mirrors of other namespaces that no grant lets be named. */
export function grantsFault(
  rules: readonly RuleTargets[],
  referrer: Referrer,
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  return within(
    'rules',
    firstFault(rules.length, (index) => {
      const { backends = [], filters = [] } = rules[index] as RuleTargets;
      return within(
        index,
        within('backends', backendsFault(backends, referrer, place, grants)) ??
          within('filters', filtersFault(filters, referrer, place, grants)),
      );
    }),
  );
}

export function renderHeaderBackend(backend: BackendTarget | WeightedHTTPBackend, place: ObjectPlace) {
  return {
    ...renderBackend(backend, place),
    ...(isWeighted(backend) && backend.filters && { filters: backend.filters.map(renderHeaderFilter) }),
  };
}

export function renderHttpRule(rule: HTTPRule, place: ObjectPlace) {
  const { request, backendRequest }: Partial<{ request: Duration; backendRequest: Duration }> =
    rule.timeouts ?? {};
  return {
    ...(rule.name !== undefined && { name: rule.name }),
    ...(rule.matches && { matches: rule.matches.map(renderHttpMatch) }),
    ...(rule.filters && { filters: rule.filters.map((filter) => renderFilter(filter, place)) }),
    ...(rule.backends && {
      backendRefs: rule.backends.map((backend) => renderHeaderBackend(backend, place)),
    }),
    ...(rule.timeouts && {
      timeouts: defined<{ request?: string; backendRequest?: string }>({
        request: request && routeDurationText(request),
        backendRequest: backendRequest && routeDurationText(backendRequest),
      }),
    }),
  };
}
