import { Duration } from 'cdk8s';
import {
  checkConsistentHash,
  type HashAlgorithm,
  HashKey,
  renderConsistentHash,
} from '../../../lib/istio/destination-rule/consistent-hash';

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
  expect(() => checkConsistentHash(algorithm ? { by, algorithm } : { by })).not.toThrow();
});

const prime = (got: number) =>
  `the size of a Maglev table must be a prime number, got ${got}; write for example 65537`;

it.each<[HashAlgorithm, string]>([
  [
    { kind: 'ring-hash', minimumRingSize: 0 },
    'the size of a hash ring must be a whole number from 1 to 8388608, got 0; write for example 1',
  ],
  [
    { kind: 'ring-hash', minimumRingSize: 8388609 },
    'the size of a hash ring must be a whole number from 1 to 8388608, got 8388609; write for example 1',
  ],
  [
    { kind: 'maglev', tableSize: 5000011 },
    'the size of a Maglev table must be a whole number from 2 to 5000010, got 5000011; write for example 2',
  ],
  [
    { kind: 'maglev', tableSize: 1 },
    'the size of a Maglev table must be a whole number from 2 to 5000010, got 1; write for example 2',
  ],
  [{ kind: 'maglev', tableSize: 4 }, prime(4)],
  [{ kind: 'maglev', tableSize: 9 }, prime(9)],
  [{ kind: 'maglev', tableSize: 65535 }, prime(65535)],
])('rejects %j', (algorithm, message) => {
  expect(() => checkConsistentHash({ by, algorithm })).toThrow(new Error(message));
});

it.each([
  [() => HashKey.header(''), 'a header name has characters that HTTP does not allow'],
  [() => HashKey.queryParameter(''), "a query parameter has a name, got ''; write for example 'user'"],
  [() => HashKey.cookie(''), "a cookie has a name, got ''; write for example 'user'"],
  [() => HashKey.cookie('a', { attributes: { '': 'a' } }), "an attribute of a cookie has a name, got ''"],
  [() => HashKey.cookie('a', { ttl: Duration.seconds(0) }), 'the age of a cookie must be a whole number'],
])('rejects what nothing is known by (%#)', (build, problem) => {
  expect(build).toThrow(problem);
});
