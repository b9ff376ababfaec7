import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readFolder } from '../../../../scripts/import/folder';
import { importSchemas } from '../../../../scripts/import/schemas/run';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-istio-schemas-'));
  mkdirSync(join(root, 'schemas/kubernetes-1.34'), { recursive: true });
  writeFileSync(join(root, 'schemas/kubernetes-1.34/Pod.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

/** A CRD whose `spec` has these fields. */
function crd(fields: object, rule = 'self.size() < 9'): string {
  const schema = {
    type: 'object',
    properties: {
      spec: { type: 'object', description: 'prose', properties: fields },
      status: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        required: ['parents'],
        properties: {
          parents: {
            type: 'array',
            'x-kubernetes-validations': [{ rule: 'self.size() < 99', message: 'must be few' }],
            items: { type: 'object', properties: { name: { type: 'string', maxLength: 9 } } },
          },
        },
      },
    },
  };
  const name = {
    type: 'string',
    description: 'prose',
    'x-kubernetes-validations': [{ rule, message: 'must be short' }],
  };
  Object.assign(schema.properties.spec.properties, { name });
  const version = (served: string) => ({
    name: served,
    served: true,
    subresources: { status: {} },
    schema: { openAPIV3Schema: schema },
  });
  return stringify({
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Thing' },
      versions: [version('v1'), version('v1beta1'), { ...version('v1alpha1'), served: false }],
    },
  });
}

const sources = (later: object, rule?: string) => ({
  istio: new Map([
    ['1.16', crd({ a: { type: 'string' } }, rule)],
    ['1.17', crd({ a: { type: 'string' } }, rule)],
    ['1.18', crd({ a: { type: 'string' }, ...later }, rule)],
  ]),
  gatewayApi: new Map([['1.5', '']]),
});

const made = () => readFolder(join(root, 'schemas'));

test('a kind has a file in each release that changed it, and the index says which', () => {
  const { changed } = importSchemas({ root, sources: sources({ b: { type: 'integer' } }), check: false });
  expect(changed).toEqual(['1.16/Thing.json', '1.18/Thing.json', 'index.json', 'rules.ts']);
  expect(JSON.parse(made().get('index.json') as string)).toEqual({
    istio: {
      releases: ['1.16', '1.17', '1.18'],
      kinds: { Thing: { group: 'example.com', changedIn: ['1.16', '1.18'] } },
    },
    'gateway-api': { releases: ['1.5'], kinds: {} },
  });
  expect(made().get('kubernetes-1.34/Pod.json')).toBe('{}');
});

test('prose, versions that are not served and all but the fields of the status are left out', () => {
  importSchemas({ root, sources: sources({}), check: false });
  const { versions, shared } = JSON.parse(made().get('1.16/Thing.json') as string);
  expect(versions).toEqual({ v1: 0, v1beta1: 0 });
  expect(shared).toEqual([
    {
      type: 'object',
      properties: {
        status: {
          fieldsOnly: true,
          preserve: true,
          properties: { parents: { items: { properties: { name: {} } } } },
        },
        spec: {
          type: 'object',
          properties: {
            a: { type: 'string' },
            name: { type: 'string', rules: [[expect.stringMatching(/^r[0-9a-f]{8}$/), 'must be short']] },
          },
        },
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: 'ObjectMeta',
      },
    },
  ]);
});

test('a rule becomes a function under its text', () => {
  importSchemas({ root, sources: sources({}), check: false });
  expect(made().get('rules.ts')).toContain('// self.size() < 9\n');
  expect(made().get('rules.ts')).not.toContain('99');
  expect(made().get('rules.ts')).toMatch(/r[0-9a-f]{8}: \(self: any\) => characters\(self\) < 9,/);
});

test('a check changes nothing and names what differs', () => {
  importSchemas({ root, sources: sources({}), check: false });
  const before = made();
  expect(importSchemas({ root, sources: sources({}), check: true }).changed).toEqual([]);
  expect(importSchemas({ root, sources: sources({ b: { type: 'integer' } }), check: true }).changed).toEqual([
    '1.18/Thing.json',
    'index.json',
  ]);
  expect(made()).toEqual(before);
});

test('rejects a rule with a function that the translation does not know, and leaves schemas/ as it was', () => {
  const before = made();
  const unknown = () => importSchemas({ root, sources: sources({}, "self.reverse() == 'a'"), check: false });
  expect(unknown).toThrow('the translation knows no function reverse');
  expect(made()).toEqual(before);
});
