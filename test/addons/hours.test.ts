import { Duration } from 'cdk8s';
import { hours, renderHours } from '../../lib/addons/hours';
import { refusal } from '../refusal';

test('How long something is kept is written in hours', () => {
  expect(renderHours(Duration.days(15))).toBe('360h');
  expect(renderHours(Duration.minutes(60))).toBe('1h');
});

test('rejects parts of hours, and none', () => {
  expect(hours(Duration.days(15))).toBeUndefined();
  expect(refusal(hours, Duration.minutes(90))).toBe(
    "a whole number of hours is expected, got '1.5h'; write for example Duration.days(15)",
  );
  expect(refusal(hours, Duration.hours(0))).toBe(
    "a duration must be a whole number of milliseconds, at least one, got '0ms'; write for example Duration.millis(250)",
  );
  expect(refusal(hours, 15)).toBe('a Duration is expected, got 15; write for example Duration.millis(250)');
});
