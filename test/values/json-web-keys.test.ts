import { jwksProblem } from '../../lib/values/json-web-keys';

it.each([
  '{"keys":[]}',
  '{"keys":[{"kty":"RSA","n":"a-_","e":"AQAB"},{"kty":"oct","k":"YQ=="}]}',
  '{"kty":"OKP","crv":"Ed25519","x":"a"}',
])('%s is a set of keys', (text) => {
  expect(jwksProblem(text)).toBeUndefined();
});

it.each([
  ['{', 'must be a JSON Web Key Set, and is no JSON'],
  ['[]', 'must be a JSON Web Key Set'],
  ['{"keys":{}}', 'must have a list of keys'],
  ['{"keys":[1]}', 'key 0 must be an object'],
  ['{"keys":[{"kty":"DSA"}]}', 'key 0 must have a kty of RSA, EC, OKP, oct'],
  ['{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":""}]}', 'key 0 must have y'],
  ['{"keys":[{"kty":"RSA","n":"a b","e":"AQAB"}]}', 'key 0 must have n in base64'],
  ['{"kty":"constructor"}', 'must have a kty of RSA, EC, OKP, oct'],
])('%s is none', (text, problem) => {
  expect(jwksProblem(text)).toBe(problem);
});
