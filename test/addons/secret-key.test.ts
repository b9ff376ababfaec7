import { SecretKey } from '../../lib/addons/secret-key';

test('An entry of a Secret is named by both', () => {
  expect(SecretKey.of('grafana-admin', 'password')).toEqual({ secret: 'grafana-admin', key: 'password' });
});

test('rejects what can be the name of neither', () => {
  const message = 'a Secret and its entry are named in letters, digits, dashes and dots';
  expect(() => SecretKey.of('Grafana', 'password')).toThrow(message);
  expect(() => SecretKey.of('grafana', '')).toThrow(message);
  expect(() => SecretKey.of('grafana', 'a/b')).toThrow(message);
});
