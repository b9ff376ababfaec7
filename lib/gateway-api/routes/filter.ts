import { type Fault, fault, within } from '../../diagnostics/fault';
import { distinct, every, filledText, numeric, oneOf, record } from '../../values/check';
import { count } from '../../values/count';
import { headerName } from '../../values/header-name';
import { headerValue } from '../../values/header-value';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { portNumber } from '../../values/port';
import { optional, type Shape, shape, variants } from '../../values/shape';
import { type BackendTarget, backendTarget } from '../references/backend';
import { hostname } from '../references/hostname';
import { type Cors, cors } from './cors';
import { type PathModifier, pathModifier } from './path-modifier';

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

/** The standard's limit for a list of filters, and for each list of headers. */
export const most = 16;

const value = every(headerValue, filledText("a header's value", "'shop'"));
const changes = {
  set: optional(record(value, { name: headerName })),
  add: optional(record(value, { name: headerName })),
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
    'request-header-modifier': changes,
    'response-header-modifier': changes,
    'request-mirror': mirror,
    'request-redirect': {
      scheme: optional(oneOf('http', 'https')),
      hostname: optional(hostname),
      path: optional(pathModifier),
      port: optional(portNumber),
      statusCode: optional(oneOf(301, 302, 303, 307, 308)),
    },
    'url-rewrite': { hostname: optional(hostname), path: optional(pathModifier) },
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
