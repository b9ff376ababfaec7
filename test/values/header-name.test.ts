import {
  changedHeader,
  headerName,
  isClaim,
  isHostHeader,
  matchedHeader,
  requestHeader,
} from '../../lib/values/header-name';
import { refusal } from '../refusal';

const illegal = (name: string) =>
  `a header name has characters that HTTP does not allow, got '${name}'; write a name such as 'x-request-id'`;

it.each(['x-request-id', 'X-Request-ID', 'x_a', 'host', "!#$%&'*+.^_`|~0"])('takes the name %s', (name) => {
  expect(refusal(headerName, name)).toBeUndefined();
});

it.each(['', 'x a', 'x:', 'x\u00e9', '(x)'])('rejects the name %p', (name) => {
  expect(refusal(headerName, name)).toBe(illegal(name));
  expect(refusal(changedHeader, name)).toBe(illegal(name));
});

it('rejects the host where it can not be changed', () => {
  expect(refusal(changedHeader, 'X-A')).toBeUndefined();
  expect(refusal(changedHeader, 'Host')).toBe(
    "this header can only be set, and only of a request, got 'Host'; set it there, or rewrite the authority",
  );
});

it('knows the host header in every case of letters', () => {
  expect(['host', 'HOST', 'x-host'].map(isHostHeader)).toEqual([true, true, false]);
});

it.each([
  'x-request-id',
  'host',
  ':authority',
  ':method',
  ':path',
  ':scheme',
  '@request.auth.claims.group.id',
  '@request.auth.claims[https://a.example.com/Group][id]',
])('matches on %s', (name) => {
  expect(refusal(matchedHeader, name)).toBeUndefined();
});

it.each([':status', '@request.auth.claims', '@request.auth.claims.', '@request.auth.claims[a', 'x y'])(
  'rejects a match on %s',
  (name) => {
    expect(refusal(matchedHeader, name)).toBe(illegal(name));
  },
);

it('rejects a match on a name in upper case', () => {
  expect(refusal(matchedHeader, 'X-Request-ID')).toBe(
    "Istio matches header names in lower case, got 'X-Request-ID'; write 'x-request-id'",
  );
});

it.each([
  ['uri', 'path'],
  ['scheme', 'scheme'],
  ['method', 'method'],
  ['authority', 'authority'],
])('rejects a match on %s among the headers', (name, condition) => {
  expect(refusal(matchedHeader, name)).toBe(
    `Istio ignores a match on this name among the headers, got '${name}'; use the condition of that name (${condition})`,
  );
});

it('tells claims from headers', () => {
  expect(
    ['@request.auth.claims.a', '@request.auth.claims[a]', '@request.auth.claims[]', 'x'].map(isClaim),
  ).toEqual([true, true, false, false]);
});

it.each([':path', ':authority'])('rejects to change %s', (name) => {
  for (const check of [requestHeader, changedHeader]) {
    expect(refusal(check, name)).toContain(`a header of this name can not be changed, got '${name}'`);
  }
  expect(refusal(requestHeader, 'Host')).toBeUndefined();
});
