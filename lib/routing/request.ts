import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import { ipVersion } from '../values/address-range';
import { withoutPort } from './envoy/host-lookup';
import { placed, type RequestPlace } from './request-place';

/** A request that a mesh is asked about. */
export interface RequestSpec {
  /** @default 'GET' */
  readonly method?: string;
  /** Taken as it is written; its authority is the Host header, unless `host` says another. */
  readonly url?: string;
  /** The path with its query, instead of the one in `url`. */
  readonly path?: string;
  /** The Host header, instead of the authority in `url`. */
  readonly host?: string;
  /** @default - none; names in any case */
  readonly headers?: Readonly<Record<string, string>>;
  /** The gateway that the request comes in by: `<namespace>/<name>` of its workload or its Service. */
  readonly via?: string;
  /** The workload of the mesh that sends the request: `<namespace>/<name>`. */
  readonly from?: string;
  /** The port that the client calls. @default - of `url`, or its scheme's */
  readonly port?: number;
  /** The address that the connection comes from. */
  readonly address?: string;
  /** What the caller's certificate proves, such as `spiffe://cluster.local/ns/demo/sa/curl`; believed as given. */
  readonly identity?: string;
  /** The server name of a TLS connection that is not looked into, instead of `url`. */
  readonly sni?: string;
}

/** When a request is made. */
export interface RequestTime {
  /** What tokens are judged by: a date, or seconds since 1970. @default - now */
  readonly at?: Date | number;
}

/** A request in its parts. */
export interface ParsedRequest {
  readonly kind: 'http' | 'connection';
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The name in the URL, without its port: what the client resolves. */
  readonly name: string;
  /** The Host header. */
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  readonly serverName?: string | undefined;
}

/** What stands in each property. */
const kinds: Readonly<Record<keyof RequestSpec, 'text' | 'headers' | 'port' | 'address'>> = {
  method: 'text',
  url: 'text',
  path: 'text',
  host: 'text',
  headers: 'headers',
  via: 'text',
  from: 'text',
  port: 'port',
  address: 'address',
  identity: 'text',
  sni: 'text',
};

const known: ReadonlyMap<string, (typeof kinds)[keyof RequestSpec]> = new Map(Object.entries(kinds));

/**
 * Reads a request.
 *
 * @throws ConfigError where it has neither a URL nor a connection, both or none of `via` and `from`, or a property that
 * no request has
 */
export function parseRequest(spec: RequestSpec, place?: RequestPlace): ParsedRequest {
  for (const name in spec) {
    const kind = known.get(name);
    if (kind !== undefined) {
      const value: unknown = spec[name as keyof RequestSpec];
      // The usual case is decided at once.
      if (kind !== 'text' || typeof value !== 'string') checkValue(name, kind, value, place);
      continue;
    }
    throw new ConfigError({
      ...placed(place),
      problem: 'a request has no such property',
      got: name,
      instead: suggest(name, [...known.keys()]),
    });
  }
  if ((spec.via === undefined) === (spec.from === undefined)) {
    throw new ConfigError({
      ...placed(place),
      problem: 'a request comes in via a gateway or from a workload',
      got: { via: spec.via, from: spec.from },
      instead:
        place === 'options'
          ? 'name one of both, such as --via istio-system/istio-ingressgateway'
          : "name one of both, such as via: 'istio-system/istio-ingressgateway'",
    });
  }
  const method = spec.method ?? 'GET';
  const headers = lowerNames(spec.headers ?? {});
  const isHttp = spec.url !== undefined || spec.host !== undefined || spec.path !== undefined;
  if (!isHttp) return connection(spec, method, headers, place);
  const url = spec.url ?? `http://${spec.host ?? ''}`;
  const scheme = url.startsWith('http://') ? 'http' : url.startsWith('https://') ? 'https' : undefined;
  if (scheme === undefined || /\s/.test(url.slice(0, endOfAuthority(url, scheme.length + 3)))) {
    throw new ConfigError({
      ...placed(place, 'url'),
      problem: 'a URL begins with http:// or https:// and a host',
      got: spec.url,
      instead: "write for example 'http://bookinfo.example/productpage'",
    });
  }
  const start = scheme.length + 3;
  const end = endOfAuthority(url, start);
  const authority = url.slice(start, end);
  const name = withoutPort(authority);
  const written = authority.length > name.length + 1 ? Number(authority.slice(name.length + 1)) : undefined;
  const rest = url.slice(end);
  return {
    kind: 'http',
    method,
    scheme,
    name: name.toLowerCase(),
    host: spec.host ?? authority,
    path: spec.path ?? (rest.startsWith('/') ? rest : `/${rest}`),
    headers,
    port: spec.port ?? written ?? (scheme === 'https' ? 443 : 80),
    serverName: scheme === 'https' ? (spec.sni ?? name) : undefined,
  };
}

/** Refuses what can't stand in a request, also from a table or without types. */
function checkValue(
  name: string,
  kind: (typeof kinds)[keyof RequestSpec],
  value: unknown,
  place: RequestPlace | undefined,
): void {
  if (value === undefined) return;
  const at = placed(place, name);
  switch (kind) {
    case 'port':
      if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535) return;
      throw new ConfigError({
        ...at,
        problem: 'a port is a whole number from 1 to 65535',
        got: value,
        instead: 'write for example 443',
      });
    case 'headers':
      checkHeaders(value, at);
      return;
    case 'address':
      if (typeof value === 'string' && ipVersion(value) !== 0) return;
      throw new ConfigError({
        ...at,
        problem: 'an address is an IP address',
        got: value,
        instead: "write for example '203.0.113.7'",
      });
    case 'text':
      if (typeof value === 'string') return;
      throw new ConfigError({ ...at, problem: 'it is no text', got: value, instead: 'put it in quotes' });
    default:
      kind satisfies never;
  }
}

function checkHeaders(headers: unknown, at: ReturnType<typeof placed>): void {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new ConfigError({
      ...at,
      problem: 'headers are a map of texts',
      got: headers,
      instead: "write for example { 'end-user': 'jason' }",
    });
  }
  for (const name in headers) {
    const value: unknown = (headers as Readonly<Record<string, unknown>>)[name];
    if (typeof value === 'string') continue;
    throw new ConfigError({
      ...at,
      problem: `the header ${name} is no text`,
      got: value,
      instead: 'put it in quotes',
    });
  }
}

function endOfAuthority(url: string, start: number): number {
  for (let at = start; at < url.length; at += 1) {
    const character = url[at];
    if (character === '/' || character === '?' || character === '#') return at;
  }
  return url.length;
}

function connection(
  spec: RequestSpec,
  method: string,
  headers: Readonly<Record<string, string>>,
  place: RequestPlace | undefined,
): ParsedRequest {
  if (spec.port === undefined) {
    throw new ConfigError({
      ...placed(place),
      problem: 'a request has a URL, and a connection a port',
      got: spec,
      instead: "write url: 'http://…', or sni and port",
    });
  }
  if (spec.from !== undefined && spec.sni === undefined) {
    throw new ConfigError({
      ...placed(place),
      problem: 'a connection from a workload has a name that it calls',
      got: spec,
      instead: "write sni, or for plain TCP url: 'http://db.demo:5432'",
    });
  }
  return {
    kind: 'connection',
    method,
    scheme: 'https',
    name: spec.sni?.toLowerCase() ?? '',
    host: '',
    path: '',
    headers,
    port: spec.port,
    serverName: spec.sni,
  };
}

function lowerNames(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lower: Record<string, string> = {};
  for (const name in headers) // HTTP does not carry the spaces around a value.
    lower[name.toLowerCase()] = (headers[name] as string).trim();
  return lower;
}
