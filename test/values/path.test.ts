import { checkAuthority, checkPath } from '../../lib/values/path';

it('rejects a path without its slash', () => {
  expect(() => checkPath('/')).not.toThrow();
  expect(() => checkPath('static')).toThrow(
    new Error("a path begins with a slash, got 'static'; write '/static'"),
  );
});

it.each(['a.example.com', 'localhost:8080', '[::1]:80'])('takes the authority %s', (authority) => {
  expect(() => checkAuthority(authority)).not.toThrow();
});

it.each(['', 'https://a.example.com', 'a b', 'me@example.com'])('rejects the authority %p', (authority) => {
  expect(() => checkAuthority(authority)).toThrow(
    new Error(
      `an authority is a host, perhaps with a port, got '${authority}'; write for example 'api.example.com' or 'api.example.com:8443'`,
    ),
  );
});
