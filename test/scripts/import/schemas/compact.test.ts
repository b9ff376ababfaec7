import { compact } from '../../../../scripts/import/schemas/compact';

test('what decides whether an API server takes a value is kept, and nothing else', () => {
  const schema = {
    type: 'object',
    description: 'prose',
    title: 'Thing',
    required: ['ports'],
    properties: {
      ports: {
        type: 'array',
        maxItems: 16,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
        items: {
          type: 'object',
          properties: { name: { type: 'string', format: 'hostname', pattern: '^a' } },
        },
      },
      list: {
        type: 'array',
        'x-kubernetes-list-type': 'atomic',
        items: { type: 'integer', format: 'int32' },
      },
      either: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
      time: { type: 'string', format: 'date-time' },
      raw: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      map: { type: 'object', additionalProperties: { type: 'string', nullable: true, default: 'x' } },
    },
  };
  expect(compact(schema, new Map())).toEqual({
    type: 'object',
    required: ['ports'],
    properties: {
      ports: {
        type: 'array',
        maxItems: 16,
        listType: 'map',
        listMapKeys: ['name'],
        items: { type: 'object', properties: { name: { type: 'string', pattern: '^a' } } },
      },
      list: { type: 'array', items: { type: 'integer' } },
      either: { intOrString: true },
      time: { type: 'string', format: 'date-time' },
      raw: { type: 'object', preserve: true },
      map: { type: 'object', additionalProperties: { type: 'string', nullable: true, default: 'x' } },
    },
  });
});

test('a rule about a change is left out: an object that is created has no former state', () => {
  const rules = new Map();
  const schema = {
    type: 'string',
    'x-kubernetes-validations': [{ rule: 'self == oldSelf' }, { rule: 'self != ""' }],
  };
  expect(compact(schema, rules).rules).toHaveLength(1);
  expect([...rules.values()]).toEqual([{ text: 'self != ""', on: [schema] }]);
});
