import type { HttpRouteSpec } from '../../model/kinds/virtual-service';
import { quoted } from '../../values/re2';
import { backendDestination, type Conversion } from './gateway-api-backends';
import type { GatewayApiRoute } from './route-parents';

type Loose = Readonly<Record<string, unknown>>;

/** The filters of a rule in the words of a VirtualService; undefined where one is not known, which drops the route. */
export function convertedFilters(
  filters: readonly Loose[],
  route: GatewayApiRoute,
  conversion: Conversion,
): HttpRouteSpec | undefined {
  let spec: HttpRouteSpec = {};
  for (const filter of filters) {
    switch (filter.type) {
      case 'RequestHeaderModifier':
        spec = {
          ...spec,
          headers: { ...spec.headers, request: headerOperations(filter.requestHeaderModifier) },
        };
        break;
      case 'ResponseHeaderModifier':
        spec = {
          ...spec,
          headers: { ...spec.headers, response: headerOperations(filter.responseHeaderModifier) },
        };
        break;
      case 'RequestRedirect':
        spec = { ...spec, redirect: redirectOf(filter.requestRedirect as Loose | undefined) };
        break;
      case 'URLRewrite':
        spec = { ...spec, rewrite: rewriteOf(filter.urlRewrite as Loose | undefined) };
        break;
      case 'RequestMirror': {
        const mirror = mirrorOf(filter.requestMirror as Loose | undefined, route, conversion);
        if (mirror !== undefined) spec = { ...spec, mirrors: [...(spec.mirrors ?? []), mirror] };
        break;
      }
      case 'CORS':
        spec = { ...spec, corsPolicy: corsOf(filter.cors as Loose | undefined) };
        break;
      default:
        return undefined;
    }
  }
  return spec;
}

/** A list of `{ name, value }` as a map; what a function makes of each. */
export function mapOf<T>(list: unknown, value: (item: Loose) => T): Record<string, T> {
  const items = Array.isArray(list) ? (list as Loose[]) : [];
  return Object.fromEntries(items.map((item) => [String(item.name), value(item)]));
}

export function headerOperations(
  written: unknown,
): NonNullable<NonNullable<HttpRouteSpec['headers']>['request']> {
  const { set, add, remove } = (written ?? {}) as Loose;
  return {
    set: firstOfEach(set),
    add: firstOfEach(add),
    remove: Array.isArray(remove) ? remove.map(String) : [],
  };
}

/** Of several entries for one header the first counts. */
function firstOfEach(list: unknown): Record<string, string> {
  const items = Array.isArray(list) ? (list as Loose[]) : [];
  return Object.fromEntries(
    [...items].reverse().map(({ name, value }) => [String(name).toLowerCase(), String(value)]),
  );
}

function redirectOf(written: Loose = {}): NonNullable<HttpRouteSpec['redirect']> {
  const { scheme, hostname, port, statusCode, path } = written;
  const uri = redirectPath(path as Loose | undefined);
  return {
    redirectCode: typeof statusCode === 'number' ? statusCode : 302,
    ...(typeof hostname === 'string' && { authority: hostname }),
    ...(typeof scheme === 'string' && { scheme }),
    ...(typeof port === 'number'
      ? { port }
      : { derivePort: scheme === undefined ? 'FROM_REQUEST_PORT' : 'FROM_PROTOCOL_DEFAULT' }),
    ...(uri !== undefined && { uri }),
  };
}

function redirectPath(path: Loose | undefined): string | undefined {
  if (path?.type === 'ReplaceFullPath') return String(path.replaceFullPath);
  return path?.type === 'ReplacePrefixMatch' ? `%PREFIX()%${String(path.replacePrefixMatch)}` : undefined;
}

function rewriteOf(written: Loose = {}): NonNullable<HttpRouteSpec['rewrite']> {
  const path = written.path as Loose | undefined;
  return {
    ...(path?.type === 'ReplacePrefixMatch' && {
      uri: String(path.replacePrefixMatch).replace(/\/$/, '') || '/',
    }),
    ...(path?.type === 'ReplaceFullPath' && {
      uriRegexRewrite: { match: '/.*', rewrite: String(path.replaceFullPath) },
    }),
    ...(typeof written.hostname === 'string' && { authority: written.hostname }),
  };
}

function mirrorOf(
  written: Loose | undefined,
  route: GatewayApiRoute,
  conversion: Conversion,
): NonNullable<HttpRouteSpec['mirrors']>[number] | undefined {
  const found = backendDestination((written?.backendRef ?? {}) as never, route, conversion);
  if (found?.destination.host === undefined) return undefined;
  const fraction = written?.fraction as { numerator?: number; denominator?: number } | undefined;
  const value =
    fraction === undefined
      ? written?.percent
      : (100 * (fraction.numerator ?? 0)) / (fraction.denominator ?? 100);
  return { ...found, ...(typeof value === 'number' && { percentage: { value } }) };
}

function corsOf(written: Loose = {}): Loose {
  // The API server puts in five seconds where nothing is written.
  const maxAge = typeof written.maxAge === 'number' ? written.maxAge : 5;
  const texts = (name: string) =>
    Array.isArray(written[name]) ? (written[name] as unknown[]).map(String) : [];
  return {
    allowOrigins: texts('allowOrigins').filter(Boolean).map(originMatch),
    allowMethods: texts('allowMethods'),
    allowHeaders: texts('allowHeaders'),
    exposeHeaders: texts('exposeHeaders'),
    ...(written.allowCredentials === true && { allowCredentials: true }),
    ...(maxAge > 0 && { maxAge: `${maxAge}s` }),
    unmatchedPreflights: 'IGNORE',
  };
}

function originMatch(origin: string): Loose {
  if (origin === '*') return { regex: '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#]+$' };
  if (!origin.includes('*')) return { exact: origin };
  if (origin.indexOf('*') === origin.length - 1) return { prefix: origin.slice(0, -1) };
  return { regex: `^${quoted(origin).replaceAll('\\*', '.*')}$` };
}
