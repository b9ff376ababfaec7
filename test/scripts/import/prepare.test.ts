import type { Schema } from '../../../scripts/import/crd';
import { prepare } from '../../../scripts/import/prepare';
import { specOf } from './crd-text';

/** What is left of the fields of a spec, and the placeholders of their names. */
function prepared(properties: Readonly<Record<string, Schema>>) {
  const { schema, placeholders } = prepare(specOf(properties));
  return { fields: schema.properties?.spec?.properties, placeholders };
}

test('descriptions, formats, defaults and validations are left out', () => {
  const host = { type: 'string', description: 'prose', format: 'date-time', minLength: 1, default: 'a' };
  expect(prepared({ host }).fields).toEqual({ host: { type: 'string' } });
});

test('a field that is named description, and required fields, stay', () => {
  const spec: Schema = {
    type: 'object',
    properties: { description: { type: 'string' } },
    required: ['description'],
  };
  expect(prepare({ type: 'object', properties: { spec }, required: ['spec'] }).schema).toEqual({
    type: 'object',
    properties: { spec },
    required: ['spec'],
  });
});

test('status goes, as clusters write it, and metadata, which the generator gives its own type', () => {
  const any = { type: 'object' };
  const { schema } = prepare({ type: 'object', properties: { metadata: any, spec: any, status: any } });
  expect(Object.keys(schema.properties ?? {})).toEqual(['spec']);
});

test('a name that the generator would change waits behind a placeholder, the same one at each place', () => {
  const number = { type: 'integer' };
  const nested: Schema = {
    type: 'object',
    properties: { mirror_percent: number },
    required: ['mirror_percent'],
  };
  expect(prepared({ mirrorPercent: number, mirror_percent: number, http2Max: number, nested })).toEqual({
    fields: {
      mirrorPercent: number,
      zznameazz: number,
      http2Max: number,
      nested: { type: 'object', properties: { zznameazz: number }, required: ['zznameazz'] },
    },
    placeholders: [{ token: 'zznameazz', name: 'mirror_percent' }],
  });
});

test.each(['repoURL', 'consecutive5xxErrors', 'build', 'hashCode', '$ref', 'example.com/x', 'Host', 'x-y'])(
  'the name %s is kept from the generator',
  (name) => {
    expect(prepared({ [name]: { type: 'string' } }).placeholders).toEqual([{ token: 'zznameazz', name }]);
  },
);

test('placeholders are told apart by letters only, also beyond the alphabet', () => {
  const names = Array.from({ length: 28 }, (_, index) => `name_${index}`);
  const { placeholders } = prepared(Object.fromEntries(names.map((name) => [name, { type: 'string' }])));
  expect(placeholders.slice(24).map(({ token }) => token)).toEqual([
    ...['zznameyzz', 'zznamezzz', 'zznameaazz', 'zznameabzz'],
  ]);
});

test('a number that may be a string is both, and no object to be unwrapped', () => {
  const count = { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true };
  expect(prepared({ count })).toEqual({
    fields: { zznameazz: {} },
    placeholders: [{ token: 'zznameazz', name: 'count', type: 'number | string' }],
  });
});

test('an object with unknown fields takes any field', () => {
  const open: Schema = {
    type: 'object',
    properties: { known: { type: 'string' } },
    'x-kubernetes-preserve-unknown-fields': true,
  };
  expect(prepared({ open }).fields).toEqual({ open: {} });
});

test('an enumeration stays only where each of its values gets a member', () => {
  const kept = (...values: unknown[]) =>
    'enum' in (prepared({ e: { type: 'string', enum: values } }).fields?.e ?? {});
  expect(kept('STRICT', 'HTTP/2', 'a b')).toBe(true);
  expect(kept(301, 302)).toBe(true);
  expect(kept('', 'STRICT')).toBe(false);
  expect(kept('Same', 'SAME')).toBe(false);
  expect(kept('a-b', 'a_b')).toBe(false);
  expect(kept('50%')).toBe(false);
});
