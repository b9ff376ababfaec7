import { Duration } from 'cdk8s';
import { duration, durationText, wholeSeconds } from '../../lib/values/duration';
import { refusal } from '../refusal';

describe('a duration', () => {
  it.each([
    [Duration.millis(1), '0.001s'],
    [Duration.millis(25), '0.025s'],
    [Duration.seconds(0.25), '0.25s'],
    [Duration.seconds(1.005), '1.005s'],
    [Duration.seconds(7), '7s'],
    [Duration.minutes(1.5), '90s'],
    [Duration.hours(1), '3600s'],
    [Duration.days(365), '31536000s'],
    [Duration.millis(86_400_001), '86400.001s'],
  ])('is written in seconds, exact to the millisecond (%#)', (value, written) => {
    expect(duration(value)).toBeUndefined();
    expect(durationText(value)).toBe(written);
  });

  it.each([
    [Duration.seconds(0), '0ms'],
    [Duration.millis(0.5), '0.5ms'],
    [Duration.millis(1.5), '1.5ms'],
    [Duration.days(1 + 0.5 / 86_400_000), '86400000.5ms'],
    [Duration.seconds(Number.POSITIVE_INFINITY), 'Infinityms'],
    [Duration.seconds(Number.NaN), 'NaNms'],
  ])('rejects what is no whole number of milliseconds (%#)', (value, got) => {
    expect(refusal(duration, value)).toBe(
      `a duration must be a whole number of milliseconds, at least one, got '${got}'; write for example Duration.millis(250)`,
    );
  });

  it('rejects what Go can not hold, and what is none', () => {
    expect(refusal(duration, Duration.days(365 * 293))).toMatch(/^Istio keeps no more than 292 years, got '/);
    expect(refusal(duration, '5s')).toBe(
      "a Duration is expected, got '5s'; write for example Duration.millis(250)",
    );
  });
});

describe('a duration in whole seconds', () => {
  it('is written in seconds', () => {
    expect(wholeSeconds(Duration.minutes(2))).toBeUndefined();
    expect(durationText(Duration.minutes(2))).toBe('120s');
  });

  it.each([
    [Duration.millis(500), '500ms'],
    [Duration.millis(1000.5), '1000.5ms'],
    [Duration.seconds(0), '0ms'],
    [Duration.millis(1001), '1001ms'],
  ])('rejects a part of a second (%#)', (value, got) => {
    expect(refusal(wholeSeconds, value)).toBe(
      `a duration must be a whole number of seconds, at least one, got '${got}'; write for example Duration.seconds(10)`,
    );
  });
});
