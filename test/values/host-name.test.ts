import {
  checkDnsName,
  checkExactHostName,
  checkHostName,
  covers,
  type HostName,
} from '../../lib/values/host-name';

const instead =
  "write '*', a name such as 'reviews.demo.svc.cluster.local' or a wildcard such as '*.example.com'";
const label63 = 'a'.repeat(63);

it.each([
  '*',
  '*.com',
  '*.example.com',
  '*-canary.example.com',
  'reviews.demo.svc.cluster.local',
  'API.example.com',
  '0.a0b',
  'a0.b0',
  `${`${label63}.`.repeat(3)}${'a'.repeat(61)}`,
  `${label63}.example.com`,
  '10.0.0.1',
])('takes the host %s', (host) => {
  expect(() => checkHostName(host)).not.toThrow();
});

it.each([
  '',
  'reviews',
  '*-canary',
  '*.',
  'a.*.example.com',
  '**.example.com',
  'under_score.example.com',
  '-a.example.com',
  'a-.example.com',
  'a..example.com',
  'example.com.',
  'example.com:80',
  'https://example.com',
  `${label63}a.example.com`,
  `${`${label63}.`.repeat(3)}${'a'.repeat(62)}`,
  '10.0.0.256',
  'host.42',
])('rejects the host %p', (host) => {
  expect(() => checkHostName(host)).toThrow(
    new Error(`a host must be a fully qualified DNS name, got '${host}'; ${instead}`),
  );
});

it('reports whose host it is', () => {
  expect(() => checkHostName('reviews', 'a host of a server')).toThrow(
    new Error(`a host of a server must be a fully qualified DNS name, got 'reviews'; ${instead}`),
  );
});

it('rejects an IP address where a DNS name is wanted', () => {
  expect(() => checkDnsName('*.example.com', 'it')).not.toThrow();
  expect(() => checkDnsName('10.0.0.1', 'a server name')).toThrow(
    new Error("a server name can't be an IP address, got '10.0.0.1'; write the DNS name"),
  );
  expect(() => checkDnsName('reviews', 'a server name')).toThrow(
    'a server name must be a fully qualified DNS name',
  );
});

it('rejects a wildcard where one host is wanted', () => {
  expect(() => checkExactHostName('a.example.com', 'it')).not.toThrow();
  expect(() => checkExactHostName('*.example.com', 'a server name')).toThrow(
    new Error("a server name can't be a wildcard, got '*.example.com'; write one fully qualified host"),
  );
  expect(() => checkExactHostName('reviews', 'a server name')).toThrow(
    'a server name must be a fully qualified DNS name',
  );
});

it.each<[HostName, HostName, boolean]>([
  ['*', 'a.example.com', true],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', '*.b.example.com', true],
  ['*.example.com', '*.example.com', true],
  ['a.example.com', 'a.example.com', true],
  ['*-x.example.com', 'a-x.example.com', true],
  ['*.example.com', 'example.com', false],
  ['a.example.com', 'b.a.example.com', false],
  ['a.example.com', '*.example.com', false],
])('knows whether %s covers %s', (host, name, covered) => {
  expect(covers(host, name)).toBe(covered);
});
