import {
  componentOf,
  type OpenApiDocument,
  ofComponent,
  scopeOf,
} from '../../../../scripts/import/schemas/open-api';

const ref = (name: string) => ({ $ref: `#/components/schemas/io.k8s.${name}` });

const document: OpenApiDocument = {
  paths: { '/api/v1/namespaces/{namespace}/things': {}, '/api/v1/wholes': {} },
  components: {
    schemas: {
      'io.k8s.Thing': {
        type: 'object',
        description: 'prose',
        required: ['port'],
        'x-kubernetes-group-version-kind': [{ group: '', version: 'v1', kind: 'Thing' }],
        properties: {
          metadata: { default: {}, allOf: [ref('ObjectMeta')] } as never,
          port: { type: 'integer', format: 'int32', default: 0 },
          type: { type: 'string', enum: ['A', 'B'] },
          target: ref('IntOrString') as never,
          memory: ref('Quantity') as never,
          raw: { type: 'object' },
          role: { allOf: [ref('RoleRef')] } as never,
        },
      },
      'io.k8s.IntOrString': { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
      'io.k8s.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
      'io.k8s.RoleRef': {
        type: 'object',
        required: ['apiGroup', 'name'],
        properties: { name: { type: 'string' } },
      },
    },
  },
};

test('a kind of Kubernetes is what its Go structs can be read from', () => {
  expect(componentOf(document, '', 'v1', 'Thing')).toBe('io.k8s.Thing');
  expect(ofComponent(document, 'io.k8s.Thing')).toEqual({
    type: 'object',
    required: ['port'],
    properties: {
      // Of its own file, as many kinds have it.
      metadata: 'ObjectMeta',
      port: { type: 'integer', format: 'int32' },
      // An empty text says nothing.
      type: { type: 'string', enum: ['', 'A', 'B'] },
      target: { intOrString: true, format: 'int32' },
      memory: { format: 'quantity' },
      raw: { type: 'object', preserve: true },
      // The server fills in the group.
      role: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
  });
});

test('objects have a namespace where the server serves them below one', () => {
  expect(scopeOf(document, 'things')).toBe('Namespaced');
  expect(scopeOf(document, 'wholes')).toBe('Cluster');
});

test('rejects a kind that the document does not have', () => {
  expect(() => componentOf(document, 'apps', 'v1', 'Thing')).toThrow('no kind apps/v1 Thing');
});
