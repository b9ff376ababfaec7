import { secondsOf } from '../../lib/values/seconds';

describe('a duration of a manifest', () => {
  it.each([
    ['0.5s', 0.5],
    ['1h30m', 5400],
    ['250ms', 0.25],
    ['1.s.5s', 1.5],
    ['1h'.repeat(9), 32_400],
    ['1.5.5s', undefined],
    ['1h30', undefined],
    ['10', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%#: is read in seconds', (duration, expected) => {
    expect(secondsOf(duration)).toBe(expected);
  });
});
