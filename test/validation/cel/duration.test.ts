import { duration } from '../../../lib/validation/cel/duration';

test.each([
  ['0', 0],
  ['1ms', 1e6],
  ['1.5s', 1.5e9],
  ['1h30m', 5400e9],
  ['.5s', 5e8],
  ['1.s', 1e9],
  ['-2s', -2e9],
  ['1µs', 1e3],
])('%s is %d nanoseconds', (text, nanoseconds) => {
  expect(duration(text)).toBe(nanoseconds);
});

test.each(['', '1', '1d', 's', '1 s', '1s2', 'P1D', '300y', '3000000h'])('rejects "%s"', (text) => {
  expect(() => duration(text)).toThrow();
});
