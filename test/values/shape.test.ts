import { anyText, flag, list } from '../../lib/values/check';
import { optional, reference, shape, variants } from '../../lib/values/shape';
import { refusal, refusedAt } from '../refusal';

interface Port {
  readonly name: string;
  readonly secure?: boolean;
}

const port = shape<Port>({ name: anyText, secure: optional(flag) });

it('takes an object of its properties, some left out or undefined', () => {
  for (const value of [{ name: 'a' }, { name: 'a', secure: true }, { name: 'a', secure: undefined }]) {
    expect(refusal(port, value)).toBeUndefined();
  }
});

it.each([
  [{}, 'name', 'a text is expected, got undefined; write it in quotes'],
  [{ name: 'a', secure: 1 }, 'secure', 'true or false is expected, got 1'],
  [
    { name: 'a', secrue: true },
    'secrue',
    "there is no such property, got true; did you mean 'secure'? known are 'name', 'secure'",
  ],
  [undefined, '', "an object is expected, got undefined; write it in braces, with 'name', 'secure'"],
  [[], '', 'an object is expected, got []'],
  [() => 1, '', 'an object is expected, got [Function'],
])('rejects %p', (value, place, problem) => {
  expect(refusal(port, value)).toContain(problem);
  expect(refusedAt(port, value)).toBe(place);
});

it('names the way to a property within', () => {
  const outer = shape<{ readonly ports: readonly Port[] }>({ ports: list(port) });
  expect(refusedAt(outer, { ports: [{ name: 'a' }, { name: 5 }] })).toBe('ports[1].name');
});

it('asks for one of several, and for what holds between them', () => {
  const either = shape<{ readonly a?: string; readonly b?: string }>(
    { a: optional(anyText), b: optional(anyText) },
    {
      atLeastOne: ['a', 'b'],
      rule: ({ a, b }) =>
        a === b ? { path: ['b'], problem: 'it is the same', got: b, instead: 'change it' } : undefined,
    },
  );
  expect(refusal(either, {})).toBe("it says nothing, got {}; give at least one of 'a', 'b'");
  expect(refusal(either, { a: '1', b: '1' })).toBe("it is the same, got '1'; change it");
  expect(refusal(either, { a: '1' })).toBeUndefined();
});

type Answer = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'none' | 'all' };

it('tells variants by their kind', () => {
  const answer = variants<Answer>('an answer', { text: { text: anyText }, none: {}, all: {} });
  expect(refusal(answer, { kind: 'text', text: 'a' })).toBeUndefined();
  expect(refusal(answer, { kind: 'all' })).toBeUndefined();
  expect(refusedAt(answer, { kind: 'text' })).toBe('text');
  expect(refusedAt(answer, { kind: 'none', text: 'a' })).toBe('text');
  expect(refusal(answer, { kind: 'other' })).toBe(
    "this is not an answer, got { kind: 'other' }; make an answer with its factory; kinds are 'text', 'none', 'all'",
  );
  expect(refusal(answer, { kind: 'constructor' })).toContain('this is not an answer');
  expect(refusal(answer, 'none')).toContain("an answer is expected, got 'none'");
});

it('knows a reference by its kind, whatever else it says', () => {
  const gateway = reference<{ readonly kind: 'gateway'; readonly name: string }>(
    'a gateway',
    'give a Gateway',
    ['gateway'],
    { name: anyText },
  );
  expect(refusal(gateway, { kind: 'gateway', name: 'a', more: 1 })).toBeUndefined();
  expect(refusal(gateway, { kind: 'service', name: 'a' })).toBe(
    "a gateway is expected, got { kind: 'service', name: 'a' }; give a Gateway",
  );
  expect(refusedAt(gateway, { kind: 'gateway' })).toBe('name');
});
