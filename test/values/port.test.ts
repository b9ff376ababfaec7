import { portNumber } from '../../lib/values/port';
import { refusal } from '../refusal';

it.each([1, 80, 65535])('takes port %d', (port) => {
  expect(refusal(portNumber, port)).toBeUndefined();
});

it.each([0, -1, 65536, 80.5, Number.NaN])('rejects port %d', (port) => {
  expect(refusal(portNumber, port)).toBe(
    `a port must be a whole number from 1 to 65535, got ${port}; write for example 9080`,
  );
});

it('rejects what is no number', () => {
  expect(refusal(portNumber, '80')).toBe(
    "a port must be a whole number from 1 to 65535, got '80'; write for example 9080",
  );
});
