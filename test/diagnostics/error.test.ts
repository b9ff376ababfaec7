import { ConfigError, Verbatim } from '../../lib/diagnostics/error';

it('is one line that says where, what, which value and what instead', () => {
  const error = new ConfigError({ at: 'app/chart', problem: 'it is wrong', got: 'a', instead: 'write b' });
  expect(error.message).toBe("app/chart: it is wrong, got 'a'; write b");
  expect(error.name).toBe('ConfigError');
  expect(error).toBeInstanceOf(Error);
});

it.each([
  [5, '5'],
  [undefined, 'undefined'],
  [{ a: ['b'] }, "{ a: [ 'b' ] }"],
  [{ a: 'x'.repeat(200) }, `{ a: '${'x'.repeat(200)}' }`],
  [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: { d: 1 } } } }'],
  [{ a: { b: { c: { d: { e: 1 } } } } }, '{ a: { b: { c: { d: [Object] } } } }'],
  [
    Array.from({ length: 9 }, () => 'a line of some length'),
    `[ ${Array.from({ length: 9 }, () => "'a line of some length'").join(', ')} ]`,
  ],
  [new Verbatim('90 + 20 = 110'), '90 + 20 = 110'],
])('shows the value %p on the same line', (got, shown) => {
  expect(new ConfigError({ problem: 'it is wrong', got, instead: 'write b' }).message).toBe(
    `it is wrong, got ${shown}; write b`,
  );
});
