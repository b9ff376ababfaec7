import { authority, path } from '../../lib/values/path';
import { refusal } from '../refusal';

it('rejects a path without its slash', () => {
  expect(refusal(path, '/')).toBeUndefined();
  expect(refusal(path, 'static')).toBe("a path begins with a slash, got 'static'; write '/static'");
});

it.each(['a.example.com', 'localhost:8080', '[::1]:80'])('takes the authority %s', (text) => {
  expect(refusal(authority, text)).toBeUndefined();
});

it.each(['', 'https://a.example.com', 'a b', 'me@example.com'])('rejects the authority %p', (text) => {
  expect(refusal(authority, text)).toBe(
    `an authority is a host, perhaps with a port, got '${text}'; write for example 'api.example.com' or 'api.example.com:8443'`,
  );
});
