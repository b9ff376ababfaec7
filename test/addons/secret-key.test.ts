import { SecretKey, secretKey } from '../../lib/addons/secret-key';
import { refusedAt } from '../refusal';

test('An entry of a Secret is named by both', () => {
  expect(SecretKey.of('grafana-admin', 'password')).toEqual({ secret: 'grafana-admin', key: 'password' });
});

test.each([
  ['secret', 'Grafana', 'password'],
  ['secret', 5, 'password'],
  ['key', 'grafana', ''],
  ['key', 'grafana', 'a/b'],
  ['key', 'grafana', null],
])('rejects the %s of %p and %p', (at, secret, key) => {
  expect(refusedAt(secretKey, SecretKey.of(secret as string, key as string))).toBe(at);
});
