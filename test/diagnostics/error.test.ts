import { App, Chart } from 'cdk8s';
import { ConfigError, refuse, Verbatim } from '../../lib/diagnostics/error';
import { fault } from '../../lib/diagnostics/fault';

it('is one line that says where, what, which value and what instead', () => {
  const error = new ConfigError({ at: 'app/chart', problem: 'it is wrong', got: 'a', instead: 'write b' });
  expect(error.message).toBe("app/chart: it is wrong, got 'a'; write b");
  expect(error.name).toBe('ConfigError');
  expect(error).toBeInstanceOf(Error);
});

it.each([
  [5, '5'],
  [undefined, 'undefined'],
  [{ a: ['b'] }, "{ a: [ 'b' ] }"],
  [{ a: 'x'.repeat(200) }, `{ a: '${'x'.repeat(200)}' }`],
  [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: { d: 1 } } } }'],
  [{ a: { b: { c: { d: { e: 1 } } } } }, '{ a: { b: { c: { d: [Object] } } } }'],
  [
    Array.from({ length: 9 }, () => 'a line of some length'),
    `[ ${Array.from({ length: 9 }, () => "'a line of some length'").join(', ')} ]`,
  ],
  [new Verbatim('90 + 20 = 110'), '90 + 20 = 110'],
])('shows the value %p on the same line', (got, shown) => {
  expect(new ConfigError({ problem: 'it is wrong', got, instead: 'write b' }).message).toBe(
    `it is wrong, got ${shown}; write b`,
  );
});

it('names the construct, the property and the place where the construct was made', () => {
  const chart = new Chart(new App(), 'chart');
  const error = new ConfigError({
    at: chart,
    path: ['http', 3, 'x-a'],
    problem: 'it is wrong',
    got: 1,
    instead: 'write 2',
  });
  expect(error.message).toMatch(
    /^chart: http\[3\]\['x-a'\]: it is wrong, got 1; write 2 \(test\/diagnostics\/error\.test\.ts:\d+\)$/,
  );
  expect([error.at, error.property]).toEqual(['chart', "http[3]['x-a']"]);
  expect(error.stack).toContain(`ConfigError: ${error.message}`);
});

it('shows constructs by their names, and no control character', () => {
  const chart = new Chart(new App(), 'chart');
  const error = new ConfigError({
    problem: 'a\nb\u001b[31m',
    got: { construct: chart, list: [chart] },
    instead: '\u202e',
  });
  expect(error.message).toBe(
    "a\\u000ab\\u001b[31m, got { construct: Chart 'chart', list: [ Chart 'chart' ] }; \\u202e",
  );
});

it('cuts what is long', () => {
  const { message } = new ConfigError({
    problem: 'it is long',
    got: 'x'.repeat(5000),
    instead: 'write less',
  });
  expect(message.length).toBeLessThan(400);
});

it('refuses nothing where nothing is wrong', () => {
  expect(() => refuse(undefined, undefined)).not.toThrow();
  expect(() => refuse('a', fault('it is wrong', 1, 'write 2'))).toThrow('a: it is wrong, got 1; write 2');
});

const parts = 'write new ConfigError({ problem, got, instead })';

it.each<[unknown, string]>([
  [undefined, `lacks its problem and its instead, two texts, got undefined; ${parts}`],
  [null, `lacks its problem and its instead, two texts, got null; ${parts}`],
  ['it is wrong', `lacks its problem and its instead, two texts, got 'it is wrong'; ${parts}`],
  [{ problem: 'it is wrong' }, `lacks its instead, a text, got { problem: 'it is wrong' }; ${parts}`],
  [
    { problem: 'it is wrong', instead: 'write b', path: 'http' },
    "path: is a list of keys and indices, got 'http'; write ['http', 3, 'name']",
  ],
])('rejects %j, from a program without types, as the parts of an error', (given, message) => {
  expect(() => new ConfigError(given as never)).toThrow(`a ConfigError: ${message}`);
});
