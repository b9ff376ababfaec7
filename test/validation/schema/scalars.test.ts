import { scalarCheck } from '../../../lib/validation/schema/scalars';
import type { StoredSchema } from '../../../lib/validation/schema/stored-schema';

const said = (schema: StoredSchema, value: unknown) => scalarCheck(schema)?.(value);

test.each<[StoredSchema, unknown, string]>([
  [{ type: 'string' }, true, 'must be a text, got true without quotes'],
  [{ type: 'string' }, ['x'], 'must be a text, got a list'],
  [{ type: 'boolean' }, 'yes', 'must be true or false, got "yes"'],
  [{ type: 'integer' }, 1.5, 'must be a whole number, got 1.5'],
  [{ type: 'integer' }, 1e20, 'must fit into 64 bits, got 100000000000000000000'],
  [{ format: 'bytes' }, ['x'], 'must be base64, got a list'],
  [{ format: 'bytes' }, 'YQ', 'must be base64, got "YQ"'],
  [{ type: 'integer', format: 'int32' }, 2 ** 31, 'must fit into 32 bits, got 2147483648'],
  [{ type: 'number' }, '1', 'must be a number, got "1"'],
  [{ intOrString: true }, 1.5, 'must be a whole number or a text, got 1.5'],
  [{ enum: ['HTTP', 'TCP'] }, 'http', 'must be HTTP or TCP, got "http"'],
  [{ type: 'string', minLength: 1 }, '', 'must not be empty'],
  [{ type: 'string', maxLength: 2 }, 'abc', 'may have 2 characters, got 3'],
  [{ type: 'string', pattern: '^a+$' }, 'b', 'must look like ^a+$, got "b"'],
  [{ type: 'integer', minimum: 1 }, 0, 'must be at least 1, got 0'],
  [{ type: 'integer', maximum: 9 }, 10, 'must be at most 9, got 10'],
  [{ format: 'quantity' }, '12 MB', 'must be a quantity such as 100m or 128Mi, got "12 MB"'],
  [{ type: 'string', format: 'byte' }, 'x', 'must be base64, got "x"'],
  [{ type: 'string', format: 'date-time' }, 'today', 'must be a time of RFC 3339, got "today"'],
])('rejects by %j the value %j', (schema, value, message) => {
  expect(said(schema, value)).toBe(message);
});

test.each<[StoredSchema, unknown]>([
  [{ type: 'integer' }, 2 ** 40],
  [{ type: 'integer' }, 2 ** 62],
  // Kubernetes' own kinds and the schemas of CRDs read bytes in two ways, and both take a list.
  [{ format: 'bytes' }, ''],
  [{ format: 'bytes' }, 'YQ\n=='],
  [{ format: 'bytes' }, [255, 0, null]],
  [{ type: 'string', format: 'byte' }, ['x']],
  [{ intOrString: true }, 'http'],
  // Two signs outside the basic plane, as Go counts them.
  [{ type: 'string', maxLength: 2 }, '🍐🍐'],
  [{ format: 'quantity' }, '128Mi'],
  [{ type: 'string', format: 'date-time' }, '2026-11-28T23:39:00Z'],
])('takes by %j the value %j', (schema, value) => {
  expect(said(schema, value)).toBeUndefined();
});
