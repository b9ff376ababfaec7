import { share } from '../../../../scripts/import/schemas/share';

const port = {
  type: 'object',
  properties: { number: { type: 'integer', minimum: 1, maximum: 65535 } },
} as const;

test('a schema that occurs more than once stands once, and a short one where it is used', () => {
  const { roots, shared } = share({
    v1: { type: 'object', properties: { a: port, b: { type: 'array', items: port }, c: { type: 'string' } } },
  });
  expect(shared).toEqual([port]);
  expect(roots).toEqual({
    v1: { type: 'object', properties: { a: 0, b: { type: 'array', items: 0 }, c: { type: 'string' } } },
  });
});

test('versions with the same schema share it', () => {
  const { roots, shared } = share({ v1: port, v1beta1: port });
  expect(roots).toEqual({ v1: 0, v1beta1: 0 });
  expect(shared).toEqual([port]);
});
