import { fault, within } from '../../diagnostics/fault';
import { type Exactly, type Matches, stringMatch } from '../../istio/virtual-service/string-match';
import { type Check, filledText, isPlain, oneOf, record, text } from '../../values/check';
import { headerName } from '../../values/header-name';
import type { AtLeastOne } from '../../values/non-empty';
import { optional, shape, variants } from '../../values/shape';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;

/** A path and all below it, segment by segment: `/v1` has `/v1/users` below it, and not `/v10`. */
export interface PathPrefix {
  readonly kind: 'path-prefix';
  readonly path: string;
}

/** Matches a path and all below it. */
export function pathPrefix(path: string): PathPrefix {
  return { kind: 'path-prefix', path };
}

/** Every condition of a match. All that are given must hold. */
export interface HTTPConditions {
  /** `pathPrefix('/v1')`, `exactly('/v1')` or `matches('/v[0-9]+')`. */
  readonly path: PathPrefix | Exactly | Matches;
  readonly method: (typeof methods)[number];
  readonly headers: { readonly [name: string]: Exactly | Matches };
  readonly queryParams: { readonly [name: string]: Exactly | Matches };
}

/**
 * Which requests a rule is for.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutematch
 */
export type HTTPMatch = AtLeastOne<HTTPConditions>;

const plainPath: Check<string> = text({
  holds: (path) =>
    /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/.test(path) &&
    !/\/\/|\/\.\.?(\/|$)|%2f/i.test(path) &&
    path.length <= 1024,
  problem: 'a path begins with a slash and has nothing that is to be resolved or encoded',
  instead: "write for example '/productpage'",
});

const ways = "write exactly('…') or matches('…'), and pathPrefix('/…') for a path";

/** Text to compare with; begin and nothing else is for paths. */
export const comparison: Check<Exactly | Matches> = (value: Exactly | Matches) => {
  const found = stringMatch(value);
  // Istio's own third way is none here.
  if (found) return found.path.length === 0 ? { ...found, instead: ways } : found;
  if ((value.kind as string) === 'prefix') {
    return fault('the Gateway API compares whole texts', value, ways);
  }
  return value.kind === 'exact' ? within('text', filledText('a value', "'jason'")(value.text)) : undefined;
};

const prefix = variants<PathPrefix>('a path', { 'path-prefix': { path: plainPath } });

const path: Check<HTTPConditions['path']> = (value: HTTPConditions['path']) => {
  if (isPlain(value) && value.kind === 'path-prefix') return prefix(value);
  if (isPlain(value) && value.kind === 'exact') return within('text', plainPath(value.text));
  return comparison(value as Matches);
};

const parameter = text({
  holds: (name) => headerName(name) === undefined && name.length <= 256,
  problem: 'the Gateway API takes no parameter of this name',
  instead: "write for example 'user'",
});

export const httpMatch = shape<Partial<HTTPConditions>>(
  {
    path: optional(path),
    method: optional(oneOf(...methods)),
    headers: optional(record(comparison, { name: headerName })),
    queryParams: optional(record(comparison, { name: parameter })),
  },
  { atLeastOne: ['path', 'method', 'headers', 'queryParams'] },
);

/** Writes texts to compare with, by their names. */
export function renderComparisons(values: { readonly [name: string]: Exactly | Matches }) {
  return Object.entries(values).map(([name, value]) => ({ name, ...renderComparison(value) }));
}

function renderComparison(value: Exactly | Matches) {
  switch (value.kind) {
    case 'exact':
      return { type: 'Exact' as const, value: value.text };
    case 'regex':
      return { type: 'RegularExpression' as const, value: value.expression };
    default:
      return value satisfies never;
  }
}

export function renderHttpMatch({ path, method, headers, queryParams }: Partial<HTTPConditions>) {
  return {
    ...(path && {
      path:
        path.kind === 'path-prefix'
          ? { type: 'PathPrefix' as const, value: path.path }
          : renderComparison(path),
    }),
    ...(method !== undefined && { method }),
    ...(headers && { headers: renderComparisons(headers) }),
    ...(queryParams && { queryParams: renderComparisons(queryParams) }),
  };
}
