import { Duration } from 'cdk8s';
import { renderHours } from '../../lib/addons/hours';

test('How long something is kept is written in hours', () => {
  expect(renderHours(Duration.days(15), 'it')).toBe('360h');
  expect(renderHours(Duration.minutes(60), 'it')).toBe('1h');
});

test('rejects parts of hours, and none', () => {
  expect(() => renderHours(Duration.minutes(90), 'the retention')).toThrow(
    "the retention must be a whole number of hours, at least one, got '1.5h'; write for example Duration.days(15)",
  );
  expect(() => renderHours(Duration.hours(0), 'the retention')).toThrow("got '0h'");
});
