import type { VirtualServiceSpecHttpMatch } from '../../../imports/networking.istio.io/virtual-service';
import { fault, within } from '../../diagnostics/fault';
import { type Check, every, filledText, isPlain, record, text } from '../../values/check';
import { defined } from '../../values/defined';
import { namespaceName } from '../../values/dns-label';
import { isClaim, matchedHeader } from '../../values/header-name';
import type { AtLeastOne } from '../../values/non-empty';
import { path } from '../../values/path';
import { portNumber } from '../../values/port';
import { optional, shape, variants } from '../../values/shape';
import { type RouteGateway, renderGateway, routeGateways } from '../references/gateway-ref';
import { type IWorkload, workload } from '../references/workload';
import { type JwtMatch, jwtMatch, renderJwtMatch } from './jwt-match';
import { sourceNamespaceFault } from './source';
import {
  type Exactly,
  type RenderedStringMatch,
  renderStringMatch,
  type StartsWith,
  type StringMatch,
  stringMatch,
} from './string-match';

/** A path compared without regard to upper and lower case. */
export interface IgnoringCase {
  readonly kind: 'ignoring-case';
  readonly match: Exactly | StartsWith;
}

/** Compares a path without regard to upper and lower case. */
export function ignoringCase(match: Exactly | StartsWith): IgnoringCase {
  return { kind: 'ignoring-case', match };
}

/** A header that must be there, whatever its value. */
export interface Present {
  readonly kind: 'present';
}

/** The header is there, whatever its value. */
export const present: Present = { kind: 'present' };

/** Every condition that an HTTP request can be held against. All that are given must hold. */
export interface HttpConditions {
  /** The request's path, without the query. */
  readonly path: StringMatch | IgnoringCase;
  readonly method: StringMatch;
  /** The request's host: the `Host` or `:authority` header. */
  readonly authority: StringMatch;
  readonly scheme: StringMatch;
  /** Header names in lower case; `@request.auth.claims[…]` holds a JWT's claim, at gateways only. */
  readonly headers: Readonly<Record<string, StringMatch | Present>>;
  /** Headers that must not match; `present` asks for their absence. */
  readonly withoutHeaders: Readonly<Record<string, StringMatch | Present>>;
  readonly queryParams: Readonly<Record<string, StringMatch>>;
  /** The token that the request brings, by its issuer and claims; at gateways only. */
  readonly jwt: JwtMatch;
  /** The port that the client addressed. */
  readonly port: number;
  /** The workload that the request comes from; for sidecars only. */
  readonly source: IWorkload;
  /** The namespace that the request comes from; for sidecars only. */
  readonly sourceNamespace: string;
  /** Narrows the route to some of the gateways of the VirtualService; not together with a source. */
  readonly gateways: readonly [RouteGateway, ...RouteGateway[]];
}

/** What a match is called in logs and statistics. */
export interface HttpMatchNames {
  /** Joined to the route's name in access logs. */
  readonly name?: string;
  /** Prefixes the statistics of this match. */
  readonly statPrefix?: string;
}

/**
 * Conditions that an HTTP request meets together; at least one.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export type HttpMatch = AtLeastOne<HttpConditions> & HttpMatchNames;

type Parts = Partial<HttpConditions> & HttpMatchNames;

const conditionNames = [
  'path',
  'method',
  'authority',
  'scheme',
  'headers',
  'withoutHeaders',
  'queryParams',
  'jwt',
  'port',
  'source',
  'sourceNamespace',
  'gateways',
] as const satisfies (keyof HttpConditions)[];

const matchedText: Check<Exactly | StartsWith> = every(
  stringMatch,
  ({ text }: Exactly | StartsWith) => within('text', path(text)),
  ({ text }: Exactly | StartsWith) =>
    /[?#]/.test(text)
      ? within('text', fault('a path is matched without its query', text, 'match the query with queryParams'))
      : undefined,
);

const caseless = variants<IgnoringCase>('a comparison of paths', { 'ignoring-case': { match: matchedText } });

const matchedPath: Check<HttpConditions['path']> = (value: HttpConditions['path']) => {
  if (!isPlain(value)) return stringMatch(value as StringMatch);
  if (value.kind === 'ignoring-case') return caseless(value);
  return value.kind === 'regex' ? stringMatch(value) : matchedText(value);
};

const isPresent = (value: unknown): value is Present => isPlain(value) && value.kind === 'present';

const matchedHeaders: Check<Readonly<Record<string, StringMatch | Present>>> = every(
  record((value: StringMatch | Present) => (isPresent(value) ? undefined : stringMatch(value)), {
    name: matchedHeader,
  }),
  (headers: Readonly<Record<string, StringMatch | Present>>) => {
    const name = Object.keys(headers).find((header) => isClaim(header) && isPresent(headers[header]));
    return name === undefined
      ? undefined
      : within(
          name,
          fault(
            'Istio compares claims and can not ask for their presence',
            name,
            "compare its value, for example with matches('.*')",
          ),
        );
  },
);

const queryParameter = text({
  holds: (name) => name !== '',
  problem: 'a query parameter has a name',
  instead: "write for example { user: exactly('jason') }",
});

export const httpMatch = shape<Parts>(
  {
    path: optional(matchedPath),
    method: optional(stringMatch),
    authority: optional(stringMatch),
    scheme: optional(stringMatch),
    headers: optional(matchedHeaders),
    withoutHeaders: optional(matchedHeaders),
    queryParams: optional(record(stringMatch, { name: queryParameter })),
    jwt: optional(jwtMatch),
    port: optional(portNumber),
    source: optional(workload),
    sourceNamespace: optional(namespaceName),
    gateways: optional(routeGateways),
    name: optional(filledText('the name of a match', "'by-user'")),
    statPrefix: optional(filledText('the prefix of statistics', "'by_user'")),
  },
  {
    atLeastOne: conditionNames,
    rule: (match) => {
      const { source, sourceNamespace, gateways } = match;
      if (gateways && (source ?? sourceNamespace) !== undefined) {
        return within(
          source ? 'source' : 'sourceNamespace',
          fault(
            'Istio ignores the source of a request in a match that names gateways',
            source?.labels ?? sourceNamespace,
            'write two matches, one for the source and one for the gateways',
          ),
        );
      }
      return sourceNamespaceFault(match);
    },
  },
);

export function renderHttpMatch(
  match: HttpMatch,
  namespace: string | undefined,
): VirtualServiceSpecHttpMatch {
  const conditions: Parts = match;
  const { path: uri, source } = conditions;
  const ignoresCase = uri?.kind === 'ignoring-case';
  return defined<VirtualServiceSpecHttpMatch>({
    name: conditions.name,
    uri: uri && renderStringMatch(uri.kind === 'ignoring-case' ? uri.match : uri),
    ignoreUriCase: ignoresCase ? true : undefined,
    scheme: conditions.scheme && renderStringMatch(conditions.scheme),
    method: conditions.method && renderStringMatch(conditions.method),
    authority: conditions.authority && renderStringMatch(conditions.authority),
    headers: renderHeaders(conditions),
    withoutHeaders: conditions.withoutHeaders && renderEach(conditions.withoutHeaders),
    queryParams: conditions.queryParams && renderEach(conditions.queryParams),
    port: conditions.port,
    sourceLabels: source && { ...source.labels },
    sourceNamespace: conditions.sourceNamespace ?? source?.namespace,
    gateways: conditions.gateways?.map((gateway) => renderGateway(gateway, namespace)),
    statPrefix: conditions.statPrefix,
  });
}

function renderHeaders({ headers, jwt }: Parts): Record<string, RenderedStringMatch> | undefined {
  return headers || jwt
    ? { ...(headers && renderEach(headers)), ...(jwt && renderJwtMatch(jwt)) }
    : undefined;
}

function renderEach(
  matches: Readonly<Record<string, StringMatch | Present>>,
): Record<string, RenderedStringMatch> {
  return Object.fromEntries(
    Object.entries(matches).map(([name, match]) => [
      name,
      match.kind === 'present' ? {} : renderStringMatch(match),
    ]),
  );
}
