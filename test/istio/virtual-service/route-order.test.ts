import { orderFault, type WrittenMatch } from '../../../lib/istio/virtual-service/route-order';
import { refusal, refusedAt } from '../../refusal';

const all = { decides: true, match: undefined };
const some = (...match: readonly WrittenMatch[]) => ({ decides: true, match });
const port = some({ port: 7070 });
const delegate = { decides: false, match: undefined };
const check =
  (routes: Parameters<typeof orderFault>[0], bound = ['mesh']) =>
  () =>
    orderFault(routes, bound);

it.each([[[]], [[all]], [[port, some({ port: 1 }), all]], [[delegate, port, all]]])('takes %j', (routes) => {
  expect(refusal(check(routes), undefined)).toBeUndefined();
});

it.each([
  [[all, port], 'route 1 of 2', '[0]'],
  [[port, all, all], 'route 2 of 3', '[1]'],
])('rejects what is never reached: %j', (routes, which, place) => {
  expect(refusal(check(routes), undefined)).toBe(
    `${which} takes every request, so those behind it are never reached, got 'no condition'; put it last or give it a \`match\``,
  );
  expect(refusedAt(check(routes), undefined)).toBe(place);
});

const exact = (uri: string) => ({ uri: { exact: uri } });
const prefix = (uri: string) => ({ uri: { prefix: uri } });

it.each<[WrittenMatch, WrittenMatch]>([
  [{ port: 7070 }, { port: 7070 }],
  [{ port: 7070 }, { port: 7070, method: { exact: 'GET' } }],
  [prefix('/'), prefix('/api')],
  [prefix('/api'), exact('/api/v1')],
  [prefix('/'), { port: 80 }],
  [{ uri: { prefix: '/API' }, ignoreUriCase: true }, prefix('/api')],
  [{ uri: { regex: 'a.*' } }, { uri: { regex: 'a.*' } }],
  [{ headers: { a: {} } }, { headers: { a: { exact: '1' }, b: {} } }],
  [{ withoutHeaders: { a: {} } }, { withoutHeaders: { a: {} }, port: 80 }],
  [{ queryParams: { q: { prefix: 'a' } } }, { queryParams: { q: { exact: 'ab' } } }],
  [{ sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'a', version: 'v1' } }],
  [{ sourceNamespace: 'a' }, { sourceNamespace: 'a', port: 1 }],
  [{ gateways: ['mesh', 'shared'] }, { port: 1 }],
  [{ sniHosts: ['*.example.com'] }, { sniHosts: ['a.example.com'], port: 1 }],
  [{ destinationSubnets: ['10.0.0.0/8', '::1'] }, { destinationSubnets: ['::1'] }],
])('rejects a match behind one that takes all that it does (%#)', (wide, narrow) => {
  const routes = [some({ port: 1234 }, wide), some({ port: 4321, scheme: { exact: 'b' } }, narrow)];
  expect(refusal(check(routes), undefined)).toContain(
    'takes all that this match does, which is never reached',
  );
  expect(refusedAt(check(routes), undefined)).toMatch(/^\[1\]\.match\[[01]\]$/);
});

it.each<[WrittenMatch, WrittenMatch]>([
  [{ port: 7070 }, { port: 7071 }],
  [{ port: 7070, method: { exact: 'GET' } }, { port: 7070 }],
  [prefix('/api'), prefix('/')],
  [prefix('/api'), exact('/ap')],
  [prefix('/api'), { uri: { regex: '/api.*' } }],
  [prefix('/api'), { uri: { prefix: '/api' }, ignoreUriCase: true }],
  [{ headers: { a: { exact: '1' } } }, { headers: { a: {} } }],
  [{ withoutHeaders: { a: { prefix: 'a' } } }, { withoutHeaders: { a: { exact: 'ab' } } }],
  [{ sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'b' } }],
  [{ gateways: ['shared'] }, { port: 1 }],
  [{ sniHosts: ['a.example.com'] }, { sniHosts: ['b.example.com'] }],
  [{ destinationSubnets: ['10.0.0.0/8'] }, { destinationSubnets: ['11.0.0.0/8'] }],
])('takes a match behind one that leaves some of it (%#)', (first, second) => {
  expect(refusal(check([some(first), some(second)]), undefined)).toBeUndefined();
});

it('leaves to a delegate what it takes', () => {
  expect(
    refusal(check([{ decides: false, match: [{ port: 1 }] }, some({ port: 1 })]), undefined),
  ).toBeUndefined();
});
