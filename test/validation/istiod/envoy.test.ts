import { messageNamed } from '../../../lib/validation/istiod/envoy/types';
import { messageProblem } from '../../../lib/validation/istiod/envoy/value';
import { fieldOf } from '../../../lib/validation/schema/walk';

/** What Envoy can not read of a value. */
function said(value: unknown, type: string): string | undefined {
  const message = messageNamed(type);
  if (message === undefined) throw new Error(`no message ${type}`);
  const problem = messageProblem(value, message);
  return problem && `${fieldOf(problem.at)}: ${problem.message}`;
}

const cluster = (value: object) => said(value, 'envoy.config.cluster.v3.Cluster');
const filter = (value: object) =>
  said(value, 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter');
const lua = 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua';

test('fields have two names, and the one of JSON counts where both are written', () => {
  expect(cluster({ connect_timeout: '5s' })).toBeUndefined();
  expect(cluster({ connectTimeout: '5s' })).toBeUndefined();
  expect(cluster({ connect_timeout: 'soon', connectTimeout: '5s' })).toBeUndefined();
  expect(cluster({ connectTimeout: 'soon' })).toBe(
    'connectTimeout: must be a duration such as 1.5s, got "soon"',
  );
});

test('rejects values that are no value of the field', () => {
  expect(cluster({ name: 7 })).toBe('name: must be a text, got 7');
  expect(cluster({ lb_policy: 'RING_HASH' })).toBeUndefined();
  expect(cluster({ lb_policy: 'ring_hash' })).toContain('lb_policy: must be ROUND_ROBIN');
  const limits = (max_connections: unknown) =>
    cluster({ circuit_breakers: { thresholds: [{ max_connections }] } });
  expect(limits(5)).toBeUndefined();
  expect(limits('5')).toBeUndefined();
  expect(limits(-1)).toBe(
    'circuit_breakers.thresholds[0].max_connections: must be a whole number of uint32, got -1',
  );
  expect(limits(1.5)).toContain('must be a whole number of uint32');
  expect(cluster({ metadata: { filter_metadata: { a: 7 } } })).toBe(
    'metadata.filter_metadata.a: must be an object, got 7',
  );
});

test('fields that nobody knows are passed over: a newer Envoy may know them', () => {
  expect(cluster({ no_such_field: 1 })).toBeUndefined();
});

test('a message of any type names a type that istiod knows', () => {
  expect(filter({ name: 'lua', typed_config: { '@type': lua, inlineCode: 'x' } })).toBeUndefined();
  expect(filter({ typed_config: {} })).toBe('typed_config: must name its type in @type');
  expect(filter({ typed_config: { '@type': lua, inlineCode: 7 } })).toBe(
    'typed_config.inlineCode: must be a text, got 7',
  );
  expect(
    filter({ typed_config: { '@type': 'type.googleapis.com/envoy.config.filter.http.lua.v2.Lua' } }),
  ).toContain('(Envoy has v3 only)');
  const text = { '@type': 'type.googleapis.com/google.protobuf.StringValue' };
  expect(filter({ typed_config: { ...text, value: 'x' } })).toBeUndefined();
  expect(filter({ typed_config: text })).toContain('must have a value');
});

test('a null is as if it were not there', () => {
  expect(cluster({ name: null, circuit_breakers: { thresholds: [null] } })).toBeUndefined();
});
