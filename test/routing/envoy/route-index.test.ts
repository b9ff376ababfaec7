import fc from 'fast-check';
import type { RequestView } from '../../../lib/authorization/request-view';
import type { VirtualHost } from '../../../lib/routing/envoy/configuration';
import type { Route, RouteMatch } from '../../../lib/routing/envoy/route-configuration';
import { routeIndexOf } from '../../../lib/routing/envoy/route-index';
import { routeMatches, whyNot } from '../../../lib/routing/envoy/route-match';
import type { TextMatcher } from '../../../lib/values/text-matcher';

/** As Envoy's documentation reads: every route in its order, every condition with plain text operations. */
function plainly(routes: readonly Route[], request: RequestView): number {
  for (const [index, { match }] of routes.entries()) {
    if (
      pathFits(match, request.bare) &&
      headersFit(match, request) &&
      queryFits(match, request) &&
      claimsFit(match, request)
    )
      return index;
  }
  return -1;
}

function pathFits({ path: { kind, value, ignoreCase } }: RouteMatch, bare: string): boolean {
  if (kind === 'regex') return new RegExp(`^(?:${value})$`).test(bare);
  const [a, b] = ignoreCase ? [bare.toLowerCase(), value.toLowerCase()] : [bare, value];
  if (kind === 'exact') return a === b;
  return a.slice(0, b.length) === b && (kind === 'prefix' || a === b || a.charAt(b.length) === '/');
}

function textFits(matcher: TextMatcher | undefined, text: string): boolean {
  if (matcher === undefined) return true;
  if (matcher.kind === 'regex') return new RegExp(`^(?:${matcher.expression})$`).test(text);
  const [a, b] = matcher.ignoreCase ? [text.toLowerCase(), matcher.text.toLowerCase()] : [text, matcher.text];
  if (matcher.kind === 'suffix') return a.slice(a.length - b.length) === b && a.length >= b.length;
  return matcher.kind === 'exact' ? a === b : a.indexOf(b) === 0;
}

function headersFit({ headers = [] }: RouteMatch, request: RequestView): boolean {
  return headers.every(({ name, value, invert = false, missingIsEmpty }) => {
    const own = new Map([
      [':method', request.method],
      [':authority', request.host],
      [':scheme', request.scheme],
      [':path', request.path],
      ['x-forwarded-proto', request.forwardedScheme],
    ]);
    const given = own.get(name) ?? request.headers[name] ?? (missingIsEmpty ? '' : null);
    return (given !== null && textFits(value, given)) !== invert;
  });
}

function queryFits({ query = [] }: RouteMatch, { path }: RequestView): boolean {
  const [, written = ''] = path.split('?');
  const pairs = written.split('&').map((one) => one.split('=') as [string, string?]);
  return query.every(({ name, value }) => {
    const found = path.includes('?') ? pairs.find(([key]) => key === name) : undefined;
    return found !== undefined && textFits(value, found[1] ?? '');
  });
}

function claimsFit({ claims = [] }: RouteMatch, { claims: given }: RequestView): boolean {
  return claims.every(({ path, value, invert = false }) => {
    const found = path.reduce<unknown>(
      (one, key) => (one as Record<string, unknown> | undefined)?.[key],
      given,
    );
    const texts = (Array.isArray(found) ? found : [found]).filter((one) => typeof one === 'string');
    return texts.some((one) => textFits(value, one)) !== invert;
  });
}

const word = fc.constantFrom('a', 'api', 'API', 'shop', 'v1', '');
const path = fc.array(word, { maxLength: 4 }).map((words) => `/${words.join('/')}`);
const text = fc.constantFrom<TextMatcher>(
  { kind: 'exact', text: 'x' },
  { kind: 'exact', text: '' },
  { kind: 'prefix', text: 'x' },
  { kind: 'suffix', text: 'y' },
  { kind: 'exact', text: 'X', ignoreCase: true },
  { kind: 'regex', expression: '[a-z]+' },
);
const anyOrText = fc.option(text, { nil: undefined }).map((value) => (value === undefined ? {} : { value }));
const match: fc.Arbitrary<RouteMatch> = fc.record({
  path: fc.oneof(
    fc.record({
      kind: fc.constantFrom('exact' as const, 'prefix' as const, 'segments' as const),
      value: path,
      ignoreCase: fc.boolean(),
    }),
    fc.constantFrom(
      { kind: 'regex' as const, value: '/[a-z]+' },
      { kind: 'regex' as const, value: '.*api' },
      { kind: 'regex' as const, value: '/(shop|v1)(/.*)?' },
    ),
  ),
  headers: fc.array(
    fc
      .tuple(
        fc.constantFrom(':method', ':authority', ':scheme', ':path', 'x-forwarded-proto', 'x-user'),
        anyOrText,
        fc.boolean(),
        fc.boolean(),
      )
      .map(([name, value, invert, missingIsEmpty]) => ({ name, ...value, invert, missingIsEmpty })),
    { maxLength: 2 },
  ),
  query: fc.array(
    fc.tuple(fc.constantFrom('q', 'page'), anyOrText).map(([name, value]) => ({ name, ...value })),
    { maxLength: 2 },
  ),
  claims: fc.array(
    fc.record({ path: fc.constantFrom(['role'], ['realm', 'role']), value: text, invert: fc.boolean() }),
    { maxLength: 1 },
  ),
});
const routes = fc
  .array(match, { minLength: 1, maxLength: 40 })
  .map((matches) => matches.map((one): Route => ({ name: '', match: one, action: { kind: 'nothing' } })));
const request: fc.Arbitrary<RequestView> = fc
  .record({
    bare: path,
    query: fc.constantFrom('', '?', '?q=x', '?q', '?page=xy&q=x', '?q=1&q=x'),
    method: fc.constantFrom('GET', 'x'),
    user: fc.constantFrom(undefined, '', 'x', 'xy', 'X'),
    host: fc.constantFrom('x', 'a.test'),
    scheme: fc.constantFrom('http' as const, 'https' as const),
    forwardedScheme: fc.constantFrom('x', 'http'),
    claims: fc.constantFrom(
      undefined,
      { role: 'x' },
      { role: ['a', 'xy'], realm: { role: 'X' } },
      { role: 7, realm: 'x' },
    ),
  })
  .map(({ bare, query, user, ...rest }) => ({
    ...rest,
    bare,
    path: bare + query,
    headers: user === undefined ? {} : { 'x-user': user },
  }));

describe('the routes of a virtual host', () => {
  it('are found by their index as they are one by one', () => {
    fc.assert(
      fc.property(routes, request, (all, one) => {
        const host: VirtualHost = { domains: ['*'], routes: all };
        expect(routeIndexOf(host, one)).toBe(plainly(all, one));
      }),
      { numRuns: 2000 },
    );
  });

  it('say why they do not match exactly where they do not', () => {
    fc.assert(
      fc.property(match, request, (one, asked) => {
        expect(whyNot(one, asked) === undefined).toBe(routeMatches(one, asked));
      }),
    );
  });
});
