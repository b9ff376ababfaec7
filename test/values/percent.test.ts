import { percent, wholePercent } from '../../lib/values/percent';
import { refusal } from '../refusal';

it.each([0, 0.0001, 12.5, 100])('takes %d percent', (part) => {
  expect(percent(part)).toBeUndefined();
});

it.each([-0.1, 100.1, Number.NaN, Number.POSITIVE_INFINITY])('rejects %d percent', (part) => {
  expect(refusal(percent, part)).toBe(
    `a percentage from 0 to 100 is expected, got ${part}; write for example 12.5`,
  );
});

it('rejects a part that a proxy would count as none', () => {
  expect(refusal(percent, 0.00009)).toBe(
    'the percentage is finer than a proxy can count, got 0.00009; write 0 or at least 0.0001',
  );
});

it.each([0, 1, 100])('takes the whole percentage %d', (part) => {
  expect(wholePercent()(part)).toBeUndefined();
});

it.each([-1, 0.5, 101, Number.NaN])('rejects %d as a whole percentage', (part) => {
  expect(refusal(wholePercent(), part)).toBe(
    `a whole percentage from 0 to 100 is expected, got ${part}; write for example 10`,
  );
});

it('rejects a whole percentage below the least', () => {
  expect(wholePercent(1)(1)).toBeUndefined();
  expect(refusal(wholePercent(1), 0)).toBe(
    'a whole percentage from 1 to 100 is expected, got 0; write for example 10',
  );
});
