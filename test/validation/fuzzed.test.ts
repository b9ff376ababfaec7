import fc from 'fast-check';
import { schemaIndex } from '../../lib/validation/schema/store';
import { validateObject } from '../../lib/validation/validate-object';

const groups = Object.values(schemaIndex()).flatMap(({ kinds }) =>
  Object.entries(kinds as Record<string, { group: string }>).map(([kind, { group }]) => ({ kind, group })),
);

/** Objects of the kinds that are judged, with anything in them. */
const object = fc
  .record({
    of: fc.constantFrom(...groups),
    version: fc.constantFrom('v1', 'v1alpha1', 'v1alpha3', 'v1beta1', 'v2'),
    metadata: fc.oneof(fc.constant({ name: 'a' }), fc.jsonValue()),
    spec: fc.jsonValue({ maxDepth: 4 }),
    more: fc.dictionary(fc.constantFrom('data', 'status', 'rules', 'webhooks', 'type', 'x'), fc.jsonValue()),
  })
  .map(({ of: { kind, group }, version, metadata, spec, more }) => ({
    ...more,
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    metadata,
    spec,
  }));

test('ten thousand fuzzed objects: no crash, and each finding once', () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: object }, { weight: 1, arbitrary: fc.jsonValue() }),
      (value) => {
        const before = JSON.stringify(value);
        const found = validateObject(value, { release: '1.30' }).map((finding) => JSON.stringify(finding));
        expect(new Set(found).size).toBe(found.length);
        expect(JSON.stringify(value)).toBe(before);
      },
    ),
    { numRuns: 10_000 },
  );
});

const service = (spec: object) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'a', namespace: 'demo' },
  spec: { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' } }] }], ...spec },
});

/** The processor's time that it takes to judge an object, in milliseconds: no clock, since others may be busy. */
function time(value: unknown): number {
  const start = process.cpuUsage();
  validateObject(value, { release: '1.30' });
  return process.cpuUsage(start).user / 1000;
}

test.each<[string, (size: number) => unknown]>([
  ['a long text', (size) => service({ hosts: ['a'.repeat(size * 100)] })],
  [
    'a long expression',
    (size) => service({ http: [{ match: [{ uri: { regex: '(a+)+'.repeat(size * 20) } }] }] }),
  ],
  [
    'many hosts',
    (size) => service({ hosts: Array.from({ length: size * 2 }, (_, at) => `*.h${at}.example.com`) }),
  ],
  [
    'many SNI hosts',
    (size) => {
      const sniHosts = Array.from({ length: size }, (_, at) => `h${at}.example.com`);
      return service({
        hosts: sniHosts,
        tls: [{ match: [{ sniHosts }], route: [{ destination: { host: 'a' } }] }],
      });
    },
  ],
  [
    'many unknown fields',
    (size) => service(Object.fromEntries(Array.from({ length: size }, (_, at) => [`f${at}`, 1]))),
  ],
  [
    'many routes',
    (size) =>
      service({ http: Array.from({ length: size }, () => ({ route: [{ destination: { host: 'a' } }] })) }),
  ],
  ['a long name of a field', (size) => service({ ['x'.repeat(size * 100)]: 1 })],
])('%s takes no longer than it is long', (_, made) => {
  time(made(10));
  const [small, large] = [made(1000), made(10_000)].map((value) => Math.min(time(value), time(value)));
  // Ten times as much takes about ten times as long, not a hundred times; the rest is room for a busy machine.
  expect(large as number).toBeLessThan(40 * (small as number) + 500);
});

test.each([
  ['a text', { hosts: ['a'.repeat(10_000_000)] }],
  ['the name of a field', { ['x'.repeat(10_000_000)]: 1 }],
])('%s of ten million characters is told once, and nothing looks into it', (_, spec) => {
  expect(validateObject(service(spec)).map(({ message, field }) => [field, message])).toEqual([
    ['', 'the object holds a text of 10000000 characters: a cluster keeps at most 1.5 MiB of one object'],
  ]);
});

test('depth is no trouble', () => {
  let deep: unknown = 1;
  for (let at = 0; at < 100_000; at++) deep = at % 2 ? [deep] : { a: deep };
  const filter = { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: deep } }] };
  const object_ = {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'a' },
    spec: filter,
  };
  expect(() => validateObject(object_)).not.toThrow();
  expect(() => validateObject(service({ http: deep as object }))).not.toThrow();
});
