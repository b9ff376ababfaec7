import { type Fault, fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { type Check, distinct, firstFault, list, numeric, oneOf, record } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { headerName } from '../../values/header-name';
import { headerValue } from '../../values/header-value';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { portNumber } from '../../values/port';
import { optional, type Shape, shape, variants } from '../../values/shape';
import { hostname } from '../gateway/listener';
import { type BackendTarget, backendFault, backendTarget, renderTarget } from '../references/backend';
import type { IReferenceGrant, Referrer } from '../references/reference-grant-ref';
import { type Cors, cors, renderCors } from './cors';
import { type PathModifier, pathModifier, renderPathModifier } from './path-modifier';

/** Changes of headers. */
export type HeaderModifier = AtLeastOne<{
  /** Overwrites each header. */
  readonly set: { readonly [name: string]: string };
  /** Appends to each header. */
  readonly add: { readonly [name: string]: string };
  readonly remove: NonEmpty<string>;
}>;

/** Where a client is sent. */
export type Redirect = AtLeastOne<{
  readonly scheme: 'http' | 'https';
  readonly hostname: string;
  readonly path: PathModifier;
  readonly port: number;
  /** @default 302 */
  readonly statusCode: 301 | 302 | 303 | 307 | 308;
}>;

/** What is changed of a request's address before it is forwarded. */
export type Rewrite = AtLeastOne<{ readonly hostname: string; readonly path: PathModifier }>;

/** How much is copied. @default - every request */
export type MirrorShare =
  | { readonly percent?: number }
  | { readonly fraction: { readonly numerator: number; readonly denominator?: number } };

/** A change of headers on the way there or on the way back. */
export type HeaderFilter =
  | ({ readonly kind: 'request-header-modifier' } & Partial<HeaderModifier>)
  | ({ readonly kind: 'response-header-modifier' } & Partial<HeaderModifier>);

/** A copy of the requests, whose answers nobody waits for. */
export interface MirrorFilter {
  readonly kind: 'request-mirror';
  readonly to: BackendTarget;
  readonly percent?: number;
  readonly fraction?: { readonly numerator: number; readonly denominator?: number };
}

/** What a rule does with gRPC calls beside forwarding them. */
export type GRPCFilter = HeaderFilter | MirrorFilter;

/** What a rule does with requests beside forwarding them. */
export type HTTPFilter =
  | GRPCFilter
  | ({ readonly kind: 'request-redirect' } & Partial<Redirect>)
  | ({ readonly kind: 'url-rewrite' } & Partial<Rewrite>)
  | ({ readonly kind: 'cors' } & Cors);

/**
 * What a rule does beside forwarding.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter
 */
export const Filter = {
  requestHeaderModifier(changes: HeaderModifier): HeaderFilter {
    return { ...given(changes), kind: 'request-header-modifier' };
  },

  responseHeaderModifier(changes: HeaderModifier): HeaderFilter {
    return { ...given(changes), kind: 'response-header-modifier' };
  },

  /** Copies requests to another service. */
  requestMirror(to: BackendTarget, share: MirrorShare = {}): MirrorFilter {
    return { ...given(share), kind: 'request-mirror', to };
  },

  /** Answers by sending the client elsewhere; instead of backends. */
  requestRedirect(redirect: Redirect): HTTPFilter {
    return { ...given(redirect), kind: 'request-redirect' };
  },

  urlRewrite(rewrite: Rewrite): HTTPFilter {
    return { ...given(rewrite), kind: 'url-rewrite' };
  },

  /** Answers preflight requests of browsers. */
  cors(cors: Cors): HTTPFilter {
    return { ...given(cors), kind: 'cors' } as HTTPFilter;
  },
};

/** The standard's limit for each list of headers. */
const most = 16;

const changes = {
  set: optional(record(headerValue, { name: headerName })),
  add: optional(record(headerValue, { name: headerName })),
  remove: optional(distinct(headerName, { most })),
} as const;

const mirror = {
  to: backendTarget,
  percent: optional(
    numeric({
      holds: (value) => Number.isInteger(value) && value >= 0 && value <= 100,
      problem: 'a percentage is a whole number from 0 to 100',
      instead: 'write for example 50, or { fraction: { numerator: 5, denominator: 1000 } }',
    }),
  ),
  fraction: optional(
    shape<NonNullable<MirrorFilter['fraction']>>(
      { numerator: count(), denominator: optional(count(1)) },
      {
        rule: ({ numerator, denominator = 100 }) =>
          numerator <= denominator
            ? undefined
            : within('numerator', fault(`there are ${denominator} in all`, numerator, 'write a smaller one')),
      },
    ),
  ),
} satisfies Shape<Omit<MirrorFilter, 'kind'>>;

export const httpFilter = variants<HTTPFilter>(
  'a filter',
  {
    'request-header-modifier': changes as never,
    'response-header-modifier': changes as never,
    'request-mirror': mirror,
    'request-redirect': {
      scheme: optional(oneOf('http', 'https')),
      hostname: optional(hostname),
      path: optional(pathModifier),
      port: optional(portNumber),
      statusCode: optional(oneOf(301, 302, 303, 307, 308)),
    } as never,
    'url-rewrite': { hostname: optional(hostname), path: optional(pathModifier) } as never,
    cors,
  },
  emptyFault,
);

function emptyFault(filter: HTTPFilter): Fault | undefined {
  const { kind, ...rest } = filter;
  if (Object.values(rest).every((value) => value === undefined)) {
    return fault('the filter changes nothing', filter, 'say what it changes, or leave it out');
  }
  return kind === 'request-mirror' && filter.percent !== undefined && filter.fraction !== undefined
    ? within('fraction', fault('the share is said twice', filter.fraction, 'give percent or fraction'))
    : undefined;
}

/** A list of filters, of which only mirrors may be repeated, and only some of them are fine here. */
export function filters<T extends HTTPFilter>(...kinds: readonly T['kind'][]): Check<readonly T[]> {
  const all = list(httpFilter, { most });
  return (values: readonly T[]) => {
    const found = all(values);
    if (found) return found;
    const seen = new Set<string>();
    return firstFault(values.length, (index) => {
      const { kind } = values[index] as T;
      const instead = `filters here are ${kinds.map((one) => `'${one}'`).join(', ')}`;
      if (!kinds.includes(kind))
        return within(index, fault('this filter is not for this place', kind, instead));
      const isTwice = kind !== 'request-mirror' && seen.has(kind);
      seen.add(kind);
      if (isTwice) return within(index, fault('a filter is there once', kind, 'write both as one'));
      return seen.has('request-redirect') && seen.has('url-rewrite')
        ? within(index, fault('a request is redirected or rewritten', kind, 'leave one of them out'))
        : undefined;
    });
  };
}

/** The filters of a rule of an HTTPRoute. */
export const httpFilters = filters<HTTPFilter>(
  'request-header-modifier',
  'response-header-modifier',
  'request-mirror',
  'request-redirect',
  'url-rewrite',
  'cors',
);

/** The filters of a rule of a GRPCRoute. */
export const grpcFilters = filters<GRPCFilter>(
  'request-header-modifier',
  'response-header-modifier',
  'request-mirror',
);

/** The filters of one backend: Istio takes no others there. */
export const backendFilters = filters<HeaderFilter>('request-header-modifier', 'response-header-modifier');

/** Refuses mirrors in other namespaces that no grant lets be named. */
export function filtersFault(
  all: readonly HTTPFilter[],
  referrer: Referrer,
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  return firstFault(all.length, (index) => {
    const filter = all[index] as HTTPFilter;
    if (filter.kind !== 'request-mirror') return undefined;
    return within(index, within('to', backendFault(filter.to, referrer, place, grants)));
  });
}

export function renderFilter(filter: HTTPFilter, place: ObjectPlace) {
  switch (filter.kind) {
    case 'request-mirror':
    case 'request-header-modifier':
    case 'response-header-modifier':
      return renderGrpcFilter(filter, place);
    case 'request-redirect': {
      const { kind: _, path, ...redirect } = filter;
      return {
        type: 'RequestRedirect' as const,
        requestRedirect: { ...defined(redirect), ...(path && { path: renderPathModifier(path) }) },
      };
    }
    case 'url-rewrite': {
      const { kind: _, path, ...rewrite } = filter;
      return {
        type: 'URLRewrite' as const,
        urlRewrite: { ...defined(rewrite), ...(path && { path: renderPathModifier(path) }) },
      };
    }
    case 'cors':
      return { type: 'CORS' as const, cors: renderCors(filter) };
    default:
      return filter satisfies never;
  }
}

export function renderGrpcFilter(filter: GRPCFilter, place: ObjectPlace) {
  switch (filter.kind) {
    case 'request-mirror':
      return {
        type: 'RequestMirror' as const,
        requestMirror: {
          backendRef: renderTarget(filter.to, place),
          ...(filter.percent !== undefined && { percent: filter.percent }),
          ...(filter.fraction && { fraction: { ...filter.fraction } }),
        },
      };
    case 'request-header-modifier':
    case 'response-header-modifier':
      return renderHeaderFilter(filter);
    default:
      return filter satisfies never;
  }
}

export function renderHeaderFilter(filter: HeaderFilter) {
  const { set, add, remove }: Partial<{ set: object; add: object; remove: readonly string[] }> = filter;
  const pairs = (values: object) =>
    Object.entries(values as { [name: string]: string }).map(([name, value]) => ({ name, value }));
  const changes = {
    ...(set && { set: pairs(set) }),
    ...(add && { add: pairs(add) }),
    ...(remove && { remove: [...remove] }),
  };
  return filter.kind === 'request-header-modifier'
    ? { type: 'RequestHeaderModifier' as const, requestHeaderModifier: changes }
    : { type: 'ResponseHeaderModifier' as const, responseHeaderModifier: changes };
}
