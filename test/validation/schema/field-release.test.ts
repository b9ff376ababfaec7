import { releaseWithField } from '../../../lib/validation/schema/field-release';

test('a field is known from the first release whose CRD has it', () => {
  expect(releaseWithField('istio', 'VirtualService', ['spec', 'http', 'retries', 'backoff'])).toBe('1.26');
  expect(releaseWithField('istio', 'VirtualService', ['spec', 'hosts'])).toBe('1.16');
  expect(releaseWithField('istio', 'TrafficExtension', ['spec', 'lua'])).toBe('1.30');
  expect(releaseWithField('istio', 'VirtualService', ['spec', 'nonsense'])).toBeUndefined();
});

test('only later releases are looked at where one is given', () => {
  expect(releaseWithField('istio', 'VirtualService', ['spec', 'hosts'], '1.20')).toBe('1.21');
  expect(releaseWithField('istio', 'VirtualService', ['spec', 'hosts'], '1.31')).toBeUndefined();
});

test('the way goes through lists and maps', () => {
  const mode = ['spec', 'portLevelMtls', '[80]', 'mode'];
  expect(releaseWithField('istio', 'PeerAuthentication', mode)).toBe('1.16');
});
