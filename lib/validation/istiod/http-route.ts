import { shown } from '../schema/shown';
import { both, isSet, list, map, object, ruled, type Shape, value } from '../shape';
import { cors } from './cors';
import { destination, weighted, weights } from './destination';
import { fault } from './fault';
import { gatewayNames } from './gateway-names';
import { headers, isAuthority, matchable } from './headers';
import { dnsLabel } from './hosts';
import { labels } from './labels';
import { retries } from './retries';
import { stringMatch, uriMatch, withoutMatch } from './string-match';
import { duration, expression, httpStatus, port } from './values';

interface Headers {
  readonly request?: {
    readonly set?: Readonly<Record<string, string>>;
    readonly add?: Readonly<Record<string, string>>;
  };
}

interface HttpRoute {
  readonly match?: readonly { readonly uri?: { readonly prefix?: string } }[];
  readonly route?: readonly unknown[];
  readonly redirect?: Redirect;
  readonly directResponse?: unknown;
  readonly delegate?: unknown;
  readonly fault?: unknown;
  readonly rewrite?: { readonly authority?: string };
  readonly headers?: Headers;
  readonly mirror?: unknown;
  readonly mirrors?: readonly unknown[];
  readonly mirrorPercent?: number;
  readonly mirror_percent?: number;
}

const optionalPort = value<number>((number) => (number === 0 ? undefined : port(number)));

const match = object({
  headers: map(matchable, stringMatch),
  withoutHeaders: map(matchable, withoutMatch),
  uri: uriMatch,
  scheme: stringMatch,
  method: stringMatch,
  authority: stringMatch,
  queryParams: map(undefined, stringMatch),
  port: optionalPort,
  sourceLabels: labels,
  gateways: gatewayNames(),
  sourceNamespace: value<string>((name) => (name === '' ? undefined : dnsLabel(name))),
});

interface Redirect {
  readonly uri?: string;
  readonly prefixRewrite?: string;
  readonly authority?: string;
  readonly scheme?: string;
  readonly port?: number;
  readonly derivePort?: string;
  readonly redirectCode?: number;
}

/** What a redirect may say; the first that is wrong counts. */
function redirectProblem(redirect: Redirect, { match: matches = [] }: HttpRoute): string | undefined {
  const { uri, prefixRewrite, authority, scheme, redirectCode: code } = redirect;
  if (uri && prefixRewrite) return 'can have one of uri and prefixRewrite';
  if (prefixRewrite && matches.some((each) => each?.uri && each.uri.prefix === undefined)) {
    return 'can have prefixRewrite only where each match is by the prefix of the path';
  }
  const ports = redirect.port !== undefined || redirect.derivePort !== undefined;
  if (!uri && !prefixRewrite && !authority && !ports && !scheme) {
    return 'must say where to: uri, prefixRewrite, authority, scheme or port';
  }
  if (code && (code < 300 || code > 399)) return `must have a redirectCode from 300 to 399, got ${code}`;
  if (scheme && scheme !== 'http' && scheme !== 'https')
    return `must have the scheme http or https, got ${shown(scheme)}`;
  return redirect.port ? port(redirect.port) : undefined;
}

/** What can stand in one route beside what. */
const rivals: Shape<HttpRoute> = (http, place) => {
  const delegate = !isSet((place.spec as { readonly hosts?: unknown }).hosts);
  if (http.delegate && !delegate) {
    for (const name of ['redirect', 'route'] as const) {
      if (isSet(http[name]))
        place.report(`can not stand beside delegate: the delegate decides`, { at: [name] });
    }
    return;
  }
  if (http.delegate)
    place.report('can not delegate further: the route belongs to a delegate itself', { at: ['delegate'] });
  const answer = http.redirect ? 'redirect' : http.directResponse ? 'directResponse' : undefined;
  if (answer === undefined) {
    if (!isSet(http.route)) place.report('must have a route, a redirect or a directResponse');
  } else {
    for (const name of ['route', 'fault', 'rewrite'] as const) {
      if (isSet(http[name])) place.report(`can not stand beside ${answer}`, { at: [name] });
    }
    if (answer === 'redirect' && http.directResponse) {
      place.report('can not stand beside redirect', { at: ['directResponse'] });
    }
  }
  if (http.mirror && isSet(http.mirrors)) place.report('can not stand beside mirrors', { at: ['mirror'] });
};

/** The authority of a request can be changed in one place. */
const oneAuthority: Shape<HttpRoute> = ({ rewrite, headers: changed }, place) => {
  const values = [rewrite?.authority ?? ''];
  for (const change of [changed?.request?.set, changed?.request?.add]) {
    for (const [name, text] of Object.entries(change ?? {})) if (isAuthority(name)) values.push(text);
  }
  const clash = values.slice(0, -1).some((text) => text !== '');
  if (clash) place.report('sets the authority of a request more than once', { at: ['headers', 'request'] });
};

const rewrite: Shape<{
  readonly uri?: string;
  readonly uriRegexRewrite?: object;
  readonly authority?: string;
}> = ({ uri, uriRegexRewrite: byRegex, authority }, place) => {
  if (uri && byRegex) place.report('can have one of uri and uriRegexRewrite');
  else if (!uri && !byRegex && !authority) place.report('must have uri, uriRegexRewrite or authority');
};

const regexRewrite = object<{ readonly match?: string; readonly rewrite?: string }>(
  { match: ruled<string>('regex-invalid', (text) => (text === '' ? undefined : expression(text))) },
  (given, place) => {
    if (!given.match || !given.rewrite) place.report('must have both match and rewrite');
  },
);

const body: Shape<{ readonly string?: string; readonly bytes?: unknown }> = (
  { string = '', bytes = '' },
  place,
) => {
  // Bytes may be a list of their numbers.
  if (typeof bytes !== 'string') {
    if (!isByteList(bytes)) place.report(`must be base64, got ${shown(bytes)}`, { at: ['bytes'] });
    return;
  }
  const size = Math.max(Buffer.byteLength(string), Buffer.byteLength(bytes, 'base64'));
  if (size > 1024 * 1024) place.report(`may have a megabyte, has ${size} bytes`);
};

function isByteList(value: unknown): boolean {
  const isByte = (one: unknown) =>
    one === null || (Number.isInteger(one) && Number(one) >= 0 && Number(one) < 256);
  return Array.isArray(value) && value.every(isByte);
}

/** The field has two names; the first counts where both are written. */
const mirrorPercent: Shape<HttpRoute> = (http, place) => {
  const name = isSet(http.mirrorPercent) ? 'mirrorPercent' : 'mirror_percent';
  const share = http[name] ?? 0;
  if (share > 100) place.report(`must be at most 100, got ${share}`, { at: [name] });
};

const share = value<number>((number) =>
  number >= 0 && number <= 100 ? undefined : `must be from 0 to 100, got ${number}`,
);

/** One route of a VirtualService for HTTP. */
export const httpRoute = object<HttpRoute>(
  {
    match: list(match),
    headers,
    corsPolicy: cors,
    fault,
    mirrorPercentage: object({ value: share }),
    mirror: destination,
    mirrors: list(
      object<{ readonly destination?: unknown }>(
        { destination, percentage: object({ value: share }) },
        (mirror, place) => {
          if (!mirror.destination) place.report('must have a destination');
        },
      ),
    ),
    directResponse: object<{ readonly status?: number }>({ body }, ({ status = 0 }, place) => {
      const problem = httpStatus(status);
      if (problem !== undefined) place.report(problem, { at: ['status'] });
    }),
    retries,
    rewrite: both(rewrite, object({ uriRegexRewrite: regexRewrite })),
    route: both(list(weighted({ headers })), weights),
    timeout: value(duration),
  },
  rivals,
  mirrorPercent,
  oneAuthority,
  (http, place) => {
    const problem = http.redirect && redirectProblem(http.redirect, http);
    if (problem) place.report(problem, { at: ['redirect'] });
  },
);
