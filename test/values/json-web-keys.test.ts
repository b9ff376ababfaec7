import { jwksProblem } from '../../lib/values/json-web-keys';

it.each([
  '{"keys":[]}',
  '{"keys":[{"kty":"RSA","n":"a-_","e":"AQAB"},{"kty":"oct","k":"YQ=="}]}',
  '{"kty":"OKP","crv":"Ed25519","x":"YQ"}',
  '{"Kty":"oct","k":""}',
  '{"kty":"RSA","n":null,"e":"a/+b","kid":null,"use":"any","p":1}',
  '{"kty":"EC","crv":"any","x":"YQ","y":"YQ\\n==","key_ops":["any",null]}',
  '{"keys":null}',
  // Go reads the first value and nothing behind it, whatever is in its texts.
  '{"keys":[{"kty":"oct","k":"YQ","kid":"}]\\""}]} and more',
  '{"keys":[]}{"keys":1}',
])('%s is a set of keys', (text) => {
  expect(jwksProblem(text)).toBeUndefined();
});

it.each([
  ['{', 'must be a JSON Web Key Set, and is no JSON'],
  ['[]', 'must be a JSON Web Key Set'],
  ['1', 'must be a JSON Web Key Set'],
  ['null', 'must be a JSON Web Key Set'],
  ['[] {"keys":[]}', 'must be a JSON Web Key Set'],
  ['1 {"keys":[]}', 'must be a JSON Web Key Set, and is no JSON'],
  ['{"keys":[null]}', 'key 0 must be an object'],
  ['{"keys":[[]]}', 'key 0 must be an object'],
  ['{"keys":{}}', 'must have a list of keys'],
  ['{"keys":[1]}', 'key 0 must be an object'],
  ['{"keys":[{"kty":"DSA"}]}', 'key 0 must have a kty of RSA, EC, OKP, oct'],
  ['{"keys":[{"kty":"EC","crv":"P-256","x":"YQ"}]}', 'key 0 must have y'],
  ['{"keys":[{"kty":"RSA","n":"a b","e":"AQAB"}]}', 'key 0 must have n in base64'],
  ['{"kty":"oct","k":"a"}', 'must have k in base64'],
  ['{"kty":"oct","k":"YQ="}', 'must have k in base64'],
  ['{"kty":"oct","k":"a-/b"}', 'must have k in base64'],
  ['{"kty":"RSA","n":"YQ","e":"YQ","d":"YQ","p":1}', 'must have p in base64'],
  ['{"kty":"OKP","crv":"Ed25519","x":"YQ","D":"YQ"}', 'must have d'],
  ['{"kty":"OKP","crv":1,"x":"YQ"}', 'must have crv as a text'],
  ['{"kty":"oct","k":"YQ","x5t#S256":1}', 'must have x5t#S256 as a text'],
  ['{"kty":"oct","k":"YQ","key_ops":[1]}', 'must have key_ops as a list of texts'],
  ['{"kty":"oct","k":"YQ","x5c":["YWJj"]}', 'must have x5c as a list of certificates in base64'],
  ['{"kty":"constructor"}', 'must have a kty of RSA, EC, OKP, oct'],
])('%s is none', (text, problem) => {
  expect(jwksProblem(text)).toBe(problem);
});
