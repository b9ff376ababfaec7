import { Duration } from 'cdk8s';
import {
  consistentHash,
  type HashAlgorithm,
  HashKey,
  renderConsistentHash,
} from '../../../lib/istio/destination-rule/consistent-hash';
import { refusal } from '../../refusal';

it.each([
  [HashKey.header('x-user'), { httpHeaderName: 'x-user' }],
  [HashKey.queryParameter('user'), { httpQueryParameterName: 'user' }],
  [HashKey.sourceIp, { useSourceIp: true }],
  [HashKey.cookie('user'), { httpCookie: { name: 'user' } }],
  [HashKey.cookie('user', { ttl: 'session' }), { httpCookie: { name: 'user', ttl: '0s' } }],
  [
    HashKey.cookie('user', {
      ttl: Duration.hours(1),
      path: '/',
      attributes: { SameSite: 'Lax', Secure: '' },
    }),
    {
      httpCookie: {
        name: 'user',
        ttl: '3600s',
        path: '/',
        attributes: [
          { name: 'SameSite', value: 'Lax' },
          { name: 'Secure', value: '' },
        ],
      },
    },
  ],
])('writes what a request is known by (%#)', (by, written) => {
  expect(renderConsistentHash({ by })).toEqual(written);
});

const by = HashKey.sourceIp;

it('writes how hosts are laid out', () => {
  expect(renderConsistentHash({ by, algorithm: { kind: 'ring-hash', minimumRingSize: 1024 } })).toEqual({
    useSourceIp: true,
    ringHash: { minimumRingSize: 1024 },
  });
  expect(renderConsistentHash({ by, algorithm: { kind: 'maglev', tableSize: 65537 } })).toEqual({
    useSourceIp: true,
    maglev: { tableSize: 65537 },
  });
});

it.each<HashAlgorithm | undefined>([
  undefined,
  { kind: 'ring-hash', minimumRingSize: 1 },
  { kind: 'ring-hash', minimumRingSize: 8388608 },
  ...[2, 3, 5, 65537, 4999999].map((tableSize) => ({ kind: 'maglev', tableSize }) as const),
])('takes %j', (algorithm) => {
  expect(refusal(consistentHash, algorithm ? { by, algorithm } : { by })).toBeUndefined();
});

const prime = (got: number) =>
  `the size of a Maglev table must be a prime number, got ${got}; write for example 65537`;

it.each<[HashAlgorithm, string]>([
  [
    { kind: 'ring-hash', minimumRingSize: 0 },
    'a whole number from 1 to 8388608 is expected, got 0; write for example 1',
  ],
  [
    { kind: 'ring-hash', minimumRingSize: 8388609 },
    'a whole number from 1 to 8388608 is expected, got 8388609; write for example 1',
  ],
  [
    { kind: 'maglev', tableSize: 5000011 },
    'a whole number from 2 to 5000010 is expected, got 5000011; write for example 2',
  ],
  [
    { kind: 'maglev', tableSize: 1 },
    'a whole number from 2 to 5000010 is expected, got 1; write for example 2',
  ],
  [{ kind: 'maglev', tableSize: 4 }, prime(4)],
  [{ kind: 'maglev', tableSize: 9 }, prime(9)],
  [{ kind: 'maglev', tableSize: 65535 }, prime(65535)],
])('rejects %j', (algorithm, message) => {
  expect(refusal(consistentHash, { by, algorithm })).toBe(message);
});

it.each([
  [HashKey.header(''), 'a header name has characters that HTTP does not allow'],
  [
    HashKey.queryParameter(''),
    "the name of a query parameter is some text, got ''; write for example 'user'",
  ],
  [HashKey.cookie(''), "the name of a cookie is some text, got ''; write for example 'user'"],
  [
    HashKey.cookie('a', { attributes: { '': 'a' } }),
    "the name of an attribute of a cookie is some text, got ''",
  ],
  [
    HashKey.cookie('a', { ttl: Duration.seconds(0) }),
    "write for example Duration.millis(250), or 'session' for a cookie that ends with the browser",
  ],
  [
    HashKey.cookie('a', { ttl: 0 as never }),
    "a Duration is expected, got 0; write for example Duration.millis(250), or 'session'",
  ],
])('rejects what nothing is known by (%#)', (key, problem) => {
  expect(refusal(consistentHash, { by: key })).toContain(problem);
});
