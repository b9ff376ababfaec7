import { checkPort } from '../../lib/values/port';

it.each([1, 80, 65535])('takes port %d', (port) => {
  expect(() => checkPort(port)).not.toThrow();
});

it.each([0, -1, 65536, 80.5, Number.NaN])('rejects port %d', (port) => {
  expect(() => checkPort(port)).toThrow(
    new Error(`a port must be a whole number from 1 to 65535, got ${port}; write for example 9080`),
  );
});

it('reports what the port is of', () => {
  expect(() => checkPort(0, 'the port of a tunnel')).toThrow(
    new Error('the port of a tunnel must be a whole number from 1 to 65535, got 0; write for example 9080'),
  );
});
