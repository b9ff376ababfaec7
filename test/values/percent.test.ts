import { checkPercent, checkWholePercent } from '../../lib/values/percent';

it.each([0, 0.0001, 12.5, 100])('takes %d percent', (percent) => {
  expect(() => checkPercent(percent, 'it')).not.toThrow();
});

it.each([-0.1, 100.1, Number.NaN, Number.POSITIVE_INFINITY])('rejects %d percent', (percent) => {
  expect(() => checkPercent(percent, 'a part')).toThrow(
    new Error(`a part must be a percentage from 0 to 100, got ${percent}; write for example 12.5`),
  );
});

it('rejects a part that a proxy would count as none', () => {
  expect(() => checkPercent(0.00009, 'a part')).toThrow(
    new Error('a part is finer than a proxy can count, got 0.00009; write 0 or at least 0.0001'),
  );
});

it.each([0, 1, 100])('takes the whole percentage %d', (percent) => {
  expect(() => checkWholePercent(percent, 'it')).not.toThrow();
});

it.each([-1, 0.5, 101, Number.NaN])('rejects %d as a whole percentage', (percent) => {
  expect(() => checkWholePercent(percent, 'a part')).toThrow(
    new Error(`a part must be a whole percentage from 0 to 100, got ${percent}; write for example 10`),
  );
});

it('rejects a whole percentage below the least', () => {
  expect(() => checkWholePercent(1, 'a part', 1)).not.toThrow();
  expect(() => checkWholePercent(0, 'a part', 1)).toThrow(
    new Error('a part must be a whole percentage from 1 to 100, got 0; write for example 10'),
  );
});
