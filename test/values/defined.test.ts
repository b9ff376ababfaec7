import { defined } from '../../lib/values/defined';

it('leaves out what is undefined and keeps all other emptiness', () => {
  interface Fields {
    a?: string;
    b?: number;
    c?: boolean;
    d?: object;
    e?: unknown[];
    f?: string;
  }
  const fields = defined<Fields>({ a: undefined, b: 0, c: false, d: {}, e: [], f: '' });
  expect(Object.entries(fields)).toEqual([
    ['b', 0],
    ['c', false],
    ['d', {}],
    ['e', []],
    ['f', ''],
  ]);
});
