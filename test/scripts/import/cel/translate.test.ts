import { translate } from '../../../../scripts/import/cel/translate';
import type { OpenApiSchema } from '../../../../scripts/import/schemas/compact';

const text: OpenApiSchema = { type: 'string' };
const object = (properties: Record<string, OpenApiSchema>, required: string[] = []): OpenApiSchema => ({
  type: 'object',
  properties,
  required,
});

test.each<[string, OpenApiSchema, string]>([
  ["self.startsWith('/') ? self != '*' : true", text, `self.startsWith("/") ? (self !== "*") : true`],
  ['!has(self.a) || self.a == "x"', object({ a: text }), '(self.a === undefined) || (self.a === "x")'],
  ['self.a == "x"', object({ a: text }, ['a']), 'self.a === "x"'],
  ['self.a == "x"', object({ a: text }), 'field(self, "a") === "x"'],
  [
    'self.all(k, k != "")',
    { type: 'object', additionalProperties: text },
    'Object.keys(self).every((k: any) => k !== "")',
  ],
  ['self.size() <= 2', { type: 'array', items: text }, 'self.length <= 2'],
  ['self.size() <= 2', text, 'characters(self) <= 2'],
  ["duration(self) >= duration('1ms')", text, 'duration(self) >= 1000000'],
  [
    'self.all(k, int(k) > 0 && int(k) < 9)',
    { type: 'array', items: text },
    'all(self, (k: any) => and(() => int(k) > 0, () => int(k) < 9))',
  ],
])('%s', (rule, schema, code) => {
  expect(translate(rule, [schema], new Set())).toBe(code);
});

test('a field that is there in one place only is not taken for granted', () => {
  const schemas = [object({ a: text }, ['a']), object({ a: text })];
  expect(translate('self.a == "x"', schemas, new Set())).toBe('field(self, "a") === "x"');
});

test('rejects a function that it does not know', () => {
  expect(() => translate("self.replace('a', 'b') == 'b'", [text], new Set())).toThrow(
    'the translation knows no function replace',
  );
});

test('rejects a field that the schema does not have', () => {
  expect(() => translate('has(self.b)', [object({ a: text })], new Set())).toThrow(
    'a rule reads the field b',
  );
});
