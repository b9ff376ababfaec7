import type { Behaviour } from './script-kubectl';

/** Numbers from 0 to 1 that come again from the same seed. */
export type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function oneOf<T>(random: Random, all: readonly T[]): T {
  return all[Math.floor(random() * all.length)] as T;
}

const bytes = (random: Random, length: number) =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));

/** What would steer a terminal, or run in a shell that a command is pasted into. */
export const hostile = "x$(touch pasted)`id`';\u001b[2J\u009b31m\u202e\r\n--all";

const values: readonly unknown[] = [
  null,
  [],
  {},
  '',
  0,
  -1,
  1e300,
  true,
  'text',
  [null],
  hostile,
  [[]],
  { items: 5 },
];

/** The same JSON but for one place, where something else is or nothing. */
function elsewhere(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.15) return oneOf(random, values);
  const keys = Object.keys(value);
  const key = oneOf(random, keys);
  if (key === undefined) return oneOf(random, values);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  if (random() < 0.15) delete (copy as Record<string, unknown>)[key];
  else (copy as Record<string, unknown>)[key] = elsewhere(random, (value as Record<string, unknown>)[key]);
  return copy;
}

type Damage = (random: Random, good: Behaviour) => Behaviour;

const text = ({ out = '' }: Behaviour) => out.toString();

/** The ways in which an answer goes wrong, by name. */
export const damages = {
  hangs: () => ({ instead: 'sleep 300' }),
  'hangs in a child': () => ({ instead: 'sleep 300 & wait' }),
  'hangs after its answer': (_, good) => ({
    instead: `printf '%s' ${JSON.stringify(
      text(good)
        .slice(0, 20)
        .replace(/[^a-z{]/g, ''),
    )}; sleep 300`,
  }),
  'prints without an end': () => ({ instead: 'yes' }),
  'complains without an end': () => ({ instead: 'yes complaint >&2' }),
  'is empty': () => ({ out: '' }),
  'is empty and failed': () => ({ out: '', code: 1 }),
  'is blank': () => ({ out: '\n \n' }),
  'is cut short': (random, good) => ({
    ...good,
    out: text(good).slice(0, Math.floor(random() * text(good).length)),
  }),
  'is bytes': (random) => ({ out: bytes(random, 300) }),
  'has bytes in it': (random, good) => {
    const at = Math.floor(random() * text(good).length);
    return {
      ...good,
      out: Buffer.concat([
        Buffer.from(text(good).slice(0, at)),
        bytes(random, 3),
        Buffer.from(text(good).slice(at)),
      ]),
    };
  },
  'is a page': () => ({ out: '<!DOCTYPE html><html><title>Log in</title></html>' }),
  'is in another language': () => ({ err: 'Fehler vom Server (Verboten): Zugriff verweigert\n', code: 1 }),
  'has a translated word in front': (_, good) => ({ ...good, out: `Warnung: veraltet\n${text(good)}` }),
  'is a long line of trouble': () => ({ err: `error: ${'x'.repeat(200_000)}\n`, code: 1 }),
  'steers the terminal': () => ({ err: `error: ${hostile.replaceAll('\n', '')}\n`, code: 1 }),
  'is killed': () => ({ instead: 'kill -9 $$' }),
  'is twice': (_, good) => ({ ...good, out: text(good) + text(good) }),
  'has another value somewhere': (random, good) => {
    try {
      return { ...good, out: JSON.stringify(elsewhere(random, JSON.parse(text(good)))) };
    } catch {
      return { ...good, out: JSON.stringify(oneOf(random, values)) };
    }
  },
} as const satisfies Readonly<Record<string, Damage>>;
