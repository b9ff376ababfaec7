import type { VirtualServiceSpecHttpMatch } from '../../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { checkNamespace } from '../../values/dns-label';
import { checkMatchedHeaderName, isClaim } from '../../values/header-name';
import type { AtLeastOne } from '../../values/non-empty';
import { checkPath } from '../../values/path';
import { checkPort } from '../../values/port';
import { type RouteGateway, renderGateway } from '../references/gateway-ref';
import type { IWorkload } from '../references/workload';
import { checkOneSourceNamespace } from './source';
import {
  type Exactly,
  type RenderedStringMatch,
  renderStringMatch,
  type StartsWith,
  type StringMatch,
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

/** Refuses conditions that no request could meet or that Istio would ignore. */
export function checkHttpMatch(match: HttpMatch): void {
  const { path, port, ...others }: Partial<HttpConditions> = match;
  for (const [name, value] of [
    ...namedMatches('headers', others.headers),
    ...namedMatches('withoutHeaders', others.withoutHeaders),
  ]) {
    checkMatchedHeaderName(name);
    if (value.kind === 'present' && isClaim(name)) {
      throw new ConfigError({
        problem: 'Istio compares claims and can not ask for their presence',
        got: name,
        instead: "compare its value, for example with matches('.*')",
      });
    }
  }
  for (const [name] of namedMatches('queryParams', others.queryParams)) {
    if (name === '') {
      throw new ConfigError({
        problem: 'a query parameter has a name',
        got: name,
        instead: "write for example { user: exactly('jason') }",
      });
    }
  }
  if (port !== undefined) checkPort(port, 'the port of a match');
  if (path) checkMatchedPath(path.kind === 'ignoring-case' ? path.match : path);
  checkSource(others);
}

function namedMatches<M>(what: string, matches: Readonly<Record<string, M>> | undefined): [string, M][] {
  const entries = Object.entries(matches ?? {});
  if (matches !== undefined && entries.length === 0) {
    throw new ConfigError({
      problem: `the match on ${what} holds nothing, so every request meets it`,
      got: matches,
      instead: 'name at least one or leave it out',
    });
  }
  return entries;
}

function checkMatchedPath(path: StringMatch): void {
  if (path.kind === 'regex') return;
  checkPath(path.text);
  if (/[?#]/.test(path.text)) {
    throw new ConfigError({
      problem: 'a path is matched without its query',
      got: path.text,
      instead: 'match the query with queryParams',
    });
  }
}

function checkSource({ source, sourceNamespace, gateways }: Partial<HttpConditions>): void {
  if (sourceNamespace !== undefined) checkNamespace(sourceNamespace);
  checkOneSourceNamespace(source, sourceNamespace);
  if (gateways && (source ?? sourceNamespace) !== undefined) {
    throw new ConfigError({
      problem: 'Istio ignores the source of a request in a match that names gateways',
      got: source?.labels ?? sourceNamespace,
      instead: 'write two matches, one for the source and one for the gateways',
    });
  }
}

export function renderHttpMatch(
  match: HttpMatch,
  namespace: string | undefined,
): VirtualServiceSpecHttpMatch {
  const conditions: Partial<HttpConditions> & HttpMatchNames = match;
  const { path, source } = conditions;
  const ignoresCase = path?.kind === 'ignoring-case';
  return defined<VirtualServiceSpecHttpMatch>({
    name: conditions.name,
    uri: path && renderStringMatch(path.kind === 'ignoring-case' ? path.match : path),
    ignoreUriCase: ignoresCase ? true : undefined,
    scheme: conditions.scheme && renderStringMatch(conditions.scheme),
    method: conditions.method && renderStringMatch(conditions.method),
    authority: conditions.authority && renderStringMatch(conditions.authority),
    headers: conditions.headers && renderEach(conditions.headers),
    withoutHeaders: conditions.withoutHeaders && renderEach(conditions.withoutHeaders),
    queryParams: conditions.queryParams && renderEach(conditions.queryParams),
    port: conditions.port,
    sourceLabels: source && { ...source.labels },
    sourceNamespace: conditions.sourceNamespace ?? source?.namespace,
    gateways: conditions.gateways?.map((gateway) => renderGateway(gateway, namespace)),
    statPrefix: conditions.statPrefix,
  });
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
