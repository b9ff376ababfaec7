import { remembered } from '../../lib/values/remembered';

it('makes what is asked for once a key', () => {
  const made: string[] = [];
  const memory = new Map<string, string>();
  const ask = (key: string) =>
    remembered(memory, key, () => {
      made.push(key);
      return `${key}!`;
    });
  expect([ask('a'), ask('b'), ask('a')]).toEqual(['a!', 'b!', 'a!']);
  expect(made).toEqual(['a', 'b']);
});

it('remembers what is empty, or 0', () => {
  const memory = new Map([
    ['text', ''],
    ['other', 'x'],
  ]);
  expect(remembered(memory, 'text', () => 'made')).toBe('');
});
