import { covers, dnsName, exactHostName, type HostName, hostName } from '../../lib/values/host-name';
import { refusal } from '../refusal';

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
  expect(refusal(hostName, host)).toBeUndefined();
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
  expect(refusal(hostName, host)).toBe(
    `a host must be a fully qualified DNS name, got '${host}'; ${instead}`,
  );
});

it('rejects an IP address where a DNS name is wanted', () => {
  expect(refusal(dnsName, '*.example.com')).toBeUndefined();
  expect(refusal(dnsName, '10.0.0.1')).toBe(
    "the host can't be an IP address, got '10.0.0.1'; write the DNS name",
  );
  expect(refusal(dnsName, 'reviews')).toContain('a host must be a fully qualified DNS name');
});

it('rejects a wildcard where one host is wanted', () => {
  expect(refusal(exactHostName, 'a.example.com')).toBeUndefined();
  expect(refusal(exactHostName, '*.example.com')).toBe(
    "the host can't be a wildcard, got '*.example.com'; write one fully qualified host",
  );
  expect(refusal(exactHostName, 'reviews')).toContain('a host must be a fully qualified DNS name');
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
