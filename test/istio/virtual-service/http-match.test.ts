import { Gateway } from '../../../lib/istio/gateway/gateway';
import { mesh } from '../../../lib/istio/references/gateway-ref';
import { Workload } from '../../../lib/istio/references/workload';
import {
  type HttpMatch,
  httpMatch,
  ignoringCase,
  present,
  renderHttpMatch,
} from '../../../lib/istio/virtual-service/http-match';
import { exactly, matches, startsWith } from '../../../lib/istio/virtual-service/string-match';
import { refusal } from '../../refusal';

const curl = Workload.labelled({ app: 'curl' }, { namespace: 'other' });
const gateway = Gateway.named('shared', { namespace: 'istio-ingress' });

describe('a match of HTTP requests', () => {
  it.each<[string, HttpMatch, object]>([
    ['a path', { path: exactly('/a') }, { uri: { exact: '/a' } }],
    [
      'a path in any case',
      { path: ignoringCase(startsWith('/a')) },
      { uri: { prefix: '/a' }, ignoreUriCase: true },
    ],
    [
      'method, host and scheme',
      { method: exactly('GET'), authority: matches('a.*'), scheme: exactly('https') },
      { method: { exact: 'GET' }, authority: { regex: 'a.*' }, scheme: { exact: 'https' } },
    ],
    [
      'headers, by value or presence',
      { headers: { 'x-a': exactly(''), 'x-b': present }, withoutHeaders: { 'x-c': present } },
      { headers: { 'x-a': { exact: '' }, 'x-b': {} }, withoutHeaders: { 'x-c': {} } },
    ],
    ['query parameters', { queryParams: { q: startsWith('a') } }, { queryParams: { q: { prefix: 'a' } } }],
    [
      'a workload with its namespace',
      { source: curl },
      { sourceLabels: { app: 'curl' }, sourceNamespace: 'other' },
    ],
    [
      'a workload of a namespace that is said apart',
      { source: Workload.labelled({ app: 'curl' }), sourceNamespace: 'third' },
      { sourceLabels: { app: 'curl' }, sourceNamespace: 'third' },
    ],
    [
      'port, gateways and names',
      { port: 80, gateways: [gateway, mesh], name: 'n', statPrefix: 's' },
      { port: 80, gateways: ['istio-ingress/shared', 'mesh'], name: 'n', statPrefix: 's' },
    ],
  ])('is written: %s', (_, match, written) => {
    expect(refusal(httpMatch, match)).toBeUndefined();
    expect(renderHttpMatch(match, 'demo')).toEqual(written);
  });

  it('names a gateway of its own namespace without it', () => {
    expect(renderHttpMatch({ gateways: [gateway] }, 'istio-ingress')).toEqual({ gateways: ['shared'] });
  });
});

it.each<[string, HttpMatch, string]>([
  ['a path without its slash', { path: exactly('a') }, "a path begins with a slash, got 'a'; write '/a'"],
  [
    'a path without its slash in any case',
    { path: ignoringCase(startsWith('a')) },
    "a path begins with a slash, got 'a'; write '/a'",
  ],
  [
    'a path with a query',
    { path: exactly('/a?b=1') },
    "a path is matched without its query, got '/a?b=1'; match the query with queryParams",
  ],
  [
    'a header name in upper case',
    { headers: { 'X-A': present } },
    "Istio matches header names in lower case, got 'X-A'; write 'x-a'",
  ],
  [
    'the absence of a header in upper case',
    { withoutHeaders: { 'X-A': present } },
    "Istio matches header names in lower case, got 'X-A'; write 'x-a'",
  ],
  [
    'the presence of a claim',
    { headers: { '@request.auth.claims[admin]': present } },
    "Istio compares claims and can not ask for their presence, got '@request.auth.claims[admin]'; compare its value, for example with matches('.*')",
  ],
  ...(['headers', 'withoutHeaders', 'queryParams'] as const).map((what): [string, HttpMatch, string] => [
    `no ${what}`,
    { [what]: {} } as unknown as HttpMatch,
    `there is nothing in it, got {}; name at least one or leave it out`,
  ]),
  [
    'a query parameter without a name',
    { queryParams: { '': exactly('a') } },
    "a query parameter has a name, got ''; write for example { user: exactly('jason') }",
  ],
  [
    'a port that is none',
    { port: 0 },
    'a port must be a whole number from 1 to 65535, got 0; write for example 9080',
  ],
  [
    'a namespace that is none',
    { sourceNamespace: '*' },
    "a namespace is named by a DNS label, got '*'; use lower-case letters, digits and dashes, such as 'demo'",
  ],
  [
    'a source in two namespaces',
    { source: curl, sourceNamespace: 'demo' },
    "the source is a workload of the namespace 'other', got 'demo'; leave sourceNamespace out",
  ],
  [
    'a source together with gateways',
    { source: curl, gateways: [mesh] },
    "Istio ignores the source of a request in a match that names gateways, got { app: 'curl' }; write two matches, one for the source and one for the gateways",
  ],
  [
    'a namespace together with gateways',
    { sourceNamespace: 'demo', gateways: [mesh] },
    "Istio ignores the source of a request in a match that names gateways, got 'demo'; write two matches, one for the source and one for the gateways",
  ],
])('rejects %s', (_, match, message) => {
  expect(refusal(httpMatch, match)).toBe(message);
});

it('takes an expression for what begins without a slash', () => {
  expect(refusal(httpMatch, { path: matches('.*[?]') })).toBeUndefined();
});
