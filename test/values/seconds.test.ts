import { secondsOf } from '../../lib/values/seconds';

describe('a duration of a manifest', () => {
  it.each([
    ['0.5s', 0.5],
    ['1h30m', 5400],
    ['250ms', 0.25],
    ['10', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s has %s seconds', (duration, expected) => {
    expect(secondsOf(duration)).toBe(expected);
  });
});
