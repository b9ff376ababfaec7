import { flag } from '../../lib/values/check';
import { checkedCall } from '../../lib/values/checked-call';
import { optional, shape } from '../../lib/values/shape';
import { errorOf } from '../error-of';

const check = shape<{ readonly quick?: boolean }>({ quick: optional(flag) });

test('what a function is called with goes on as it is', () => {
  const options = { quick: true };
  expect(checkedCall('run', check, options)).toBe(options);
});

test.each<[options: unknown, message: string]>([
  [{ quick: 1 }, 'run: quick: true or false is expected, got 1; write true or false'],
  [{ quik: true }, "run: quik: there is no such property, got true; did you mean 'quick'? known are 'quick'"],
  [undefined, "run: an object is expected, got undefined; write it in braces, with 'quick'"],
])('rejects %p, and names the call, its file and line', (options, message) => {
  expect(() => checkedCall('run', check, options as never)).toThrow(errorOf(message));
});
