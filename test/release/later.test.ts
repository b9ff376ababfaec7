import { laterThan, sinceOf } from '../../lib/release/later';
import type { Crd, Schema } from '../../scripts/import/crd';
import { newestVersion } from '../../scripts/import/newest-version';
import { readLocal } from '../../scripts/import/sources';
import { fullObject } from '../imports/full-object';
import { specimens } from '../istio/specimens';
import { describeReleases, newestFolder } from './release-folder';

test('a kind that came later is named alone', () => {
  const extension = { kind: 'TrafficExtension', apiVersion: 'extensions.istio.io/v1alpha1', spec: {} };
  expect(laterThan('1.29', extension)).toEqual([
    { what: 'kind', path: 'kind', value: 'TrafficExtension', since: '1.30' },
  ]);
  expect(laterThan('1.30', extension)).toEqual([]);
  expect([sinceOf('TrafficExtension'), sinceOf('Gateway'), sinceOf('Deployment')]).toEqual([
    '1.30',
    undefined,
    undefined,
  ]);
});

test('the apiVersion, fields in lists and maps, and values of enumerations are found, each with its place', () => {
  const gateway = {
    kind: 'Gateway',
    apiVersion: 'networking.istio.io/v1',
    spec: { servers: [{ hosts: ['*'] }, { tls: { mode: 'OPTIONAL_MUTUAL', caCrl: '/crl.pem' } }] },
  };
  expect(laterThan('1.16', gateway)).toEqual([
    { what: 'apiVersion', path: 'apiVersion', value: 'networking.istio.io/v1', since: '1.22' },
    { what: 'field', path: 'spec.servers[1].tls.caCrl', value: '/crl.pem', since: '1.22' },
    { what: 'value', path: 'spec.servers[1].tls.mode', value: 'OPTIONAL_MUTUAL', since: '1.19' },
  ]);
  expect(laterThan('1.22', gateway)).toEqual([]);
  const customTags = { team: { formatter: {} } };
  expect(laterThan('1.28', { kind: 'Telemetry', spec: { tracing: [{ customTags }] } })).toEqual([
    { what: 'field', path: 'spec.tracing[0].customTags.team.formatter', value: {}, since: '1.29' },
  ]);
});

test('what came to the Gateway API is told by its group: both have a kind Gateway', () => {
  const gateway = {
    kind: 'Gateway',
    apiVersion: 'gateway.networking.k8s.io/v1',
    spec: { gatewayClassName: 'istio', tls: { backend: {} }, infrastructure: { parametersRef: {} } },
  };
  expect(laterThan('1.19', gateway).map(({ path, since }) => [path, since])).toEqual([
    ['apiVersion', '1.20'],
    ['spec.infrastructure', '1.20'],
    ['spec.tls', '1.28'],
  ]);
  expect(laterThan('1.21', gateway).map(({ path, since }) => [path, since])).toEqual([
    ['spec.infrastructure.parametersRef', '1.22'],
    ['spec.tls', '1.28'],
  ]);
  expect(laterThan('1.16', { kind: 'Gateway', spec: gateway.spec })).toEqual([]);
});

test('what lies in a new field is told once, and a field that came later still is found in one that is there', () => {
  const rule = (retryBudget: object) => ({
    kind: 'DestinationRule',
    spec: { trafficPolicy: { retryBudget } },
  });
  const path = 'spec.trafficPolicy.retryBudget';
  const budget = { budgetInterval: '10s' };
  expect(laterThan('1.26', rule(budget))).toEqual([{ what: 'field', path, value: budget, since: '1.27' }]);
  expect(laterThan('1.30', rule(budget))).toEqual([
    { what: 'field', path: `${path}.budgetInterval`, value: '10s', since: '1.31' },
  ]);
});

test.each([undefined, null, 'text', [], 0])('a spec that is %j has nothing of a later release', (spec) => {
  expect(laterThan('1.16', { kind: 'DestinationRule', spec })).toEqual([]);
});

test('releases are compared by their numbers', () => {
  expect(laterThan('1.9', { kind: 'WasmPlugin', spec: { type: 'HTTP' } })).toHaveLength(1);
  expect(laterThan('1.100', { kind: 'WasmPlugin', spec: { type: 'HTTP' } })).toEqual([]);
});

/** The highest places of an object that a schema does not know, and values that its enumerations lack. */
function unknownTo(schema: Schema | undefined, value: unknown, path: string): string[] {
  if (schema === undefined) return [path];
  const { properties, items, additionalProperties, enum: values } = schema;
  if (values !== undefined && !values.includes(value)) return [path];
  if (Array.isArray(value)) {
    return value.flatMap((one, index) => unknownTo(items, one, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || schema['x-kubernetes-preserve-unknown-fields'])
    return [];
  const each = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return Object.entries(value).flatMap(([name, child]) =>
    unknownTo(properties?.[name] ?? each, child, `${path}.${name}`),
  );
}

if (newestFolder !== undefined) {
  const newest = readLocal(newestFolder);
  const everything = newest.flatMap((crd) =>
    (['something', 'nothing'] as const).map((filling) =>
      fullObject(`${crd.group}/any`, crd.kind, newestVersion(crd).schema, filling),
    ),
  );

  describeReleases(
    'what the release does not know, of each field and of what lib/istio writes:',
    (release, folder) => {
      const crds = readLocal(folder);
      const crdOf = (kind: string): Crd | undefined => crds.find((crd) => crd.kind === kind);
      const objects = [...everything, ...specimens()].filter(
        ({ kind }) => crdOf(kind as string) !== undefined,
      );

      test('is what came later', () => {
        expect(objects.length).toBeGreaterThan(40);
        for (const { kind, spec } of objects) {
          const schema = newestVersion(crdOf(kind as string) as Crd).schema.properties?.spec;
          const later = laterThan(release.version, { kind: kind as string, spec });
          expect([kind, later.map(({ path }) => path).sort()]).toEqual([
            kind,
            unknownTo(schema, spec, 'spec').sort(),
          ]);
        }
      });
    },
  );
}
