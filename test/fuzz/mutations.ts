import { App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';

/** Numbers from a seed, the same everywhere: a trial that failed can be run again. */
export class Dice {
  private state: number;

  public constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number below `sides`. */
  public roll(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }

  public pick<T>(choices: readonly T[]): T {
    return choices[this.roll(choices.length)] as T;
  }
}

const texts = [
  '',
  ' ',
  'a',
  'A',
  'a b',
  '*',
  '*a*',
  'a.b',
  'a/b',
  '/',
  '/a/*/b',
  '/a/{*}',
  'é',
  '\u2028',
  '\t\n',
  '\u0000',
  '\ud800',
  '-a',
  'a-',
  'constructor',
  '__proto__',
  'toString',
  'true',
  '0o022',
  '1e3',
  '<<',
  '~',
  'null',
  '10.0.0.0/8',
  '::1/129',
  '10.0.0.300',
  '%',
  '%REQ(a)%',
  '(?=a)',
  '(',
  '[',
  'a'.repeat(64),
  'a'.repeat(254),
  'x'.repeat(2000),
  'reviews.demo.svc.cluster.local',
  '*.example.com',
  'mesh',
  'demo',
  'istio-system',
  'kube-system',
  'http',
  'tcp-a',
  'response.code >= 400',
  'a or b',
  '@request.auth.claims[a]',
  'request.headers[x]',
  'source.ip',
  ':authority',
  'Host',
];

const numbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  99,
  100,
  101,
  80,
  443,
  15090,
  65535,
  65536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  1e21,
  -1e9,
  1e-9,
  503,
  599,
  600,
];

const durations = [
  Duration.millis(0),
  Duration.millis(1),
  Duration.millis(0.5),
  Duration.seconds(1),
  Duration.millis(1500),
  Duration.days(365 * 300),
  Duration.hours(1),
  Duration.seconds(Number.NaN),
  Duration.seconds(Number.POSITIVE_INFINITY),
];

const construct = new Chart(new App(), 'another');

class Made {
  public readonly kind = 'gateway';
  public readonly name = 'a';
}

/** What a program without types may hand over. */
const anything: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  5n,
  Symbol('s'),
  () => 1,
  class {},
  new Date(0),
  new Map(),
  new Set([1]),
  /a/,
  new Uint8Array(),
  Uint8Array.of(1),
  [],
  [[]],
  [undefined],
  [null],
  {},
  { a: { b: {} } },
  { kind: 'gateway' },
  { kind: 'service' },
  { kind: 'microservice' },
  { kind: 'workload' },
  { kind: 'destination' },
  { kind: 'delegate', name: 'a' },
  { kind: 'mesh' },
  { kind: 'targets' },
  { kind: 'forward' },
  { kind: 'exact' },
  { kind: 5 },
  { length: 3 },
  Object.create(null),
  Object.freeze([1]),
  new Made(),
  construct,
  new Proxy({}, {}),
  { node: {} },
  { node: { path: 5 } },
  { toString: 1 },
  { toJSON: () => 'x' },
  new String('a'),
  new Number(5),
  JSON.parse('{"__proto__": {"a": 1}}'),
  { constructor: 'a' },
  { value: 'a' },
  { resolve: () => 1 },
  ...texts.slice(0, 12),
  ...numbers.slice(0, 8),
];

type Path = readonly (string | number)[];

/** The ways to all parts of a value; constructs and what classes make are one part. */
export function paths(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value)) return [at, ...value.flatMap((part, index) => paths(part, [...at, index]))];
  if (!isData(value)) return [at];
  return [at, ...Object.keys(value).flatMap((key) => paths(value[key], [...at, key]))];
}

/** Whether something is written in braces, and no construct. */
export function isData(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !Construct.isConstruct(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** What lies there. */
export function partOf(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], value);
}

/** A copy in which one part is another. */
export function withPart(value: unknown, path: Path, part: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  const copy: Record<string | number, unknown> = (
    Array.isArray(value) ? [...value] : { ...(value as object) }
  ) as never;
  copy[step] = withPart((value as Record<string | number, unknown>)[step], rest, part);
  return copy;
}

/** A value in which a few parts are others of their own kind: what the compiler lets through. */
export function typedMutation(value: unknown, dice: Dice): unknown {
  return mutated(value, dice, (part) => {
    if (typeof part === 'string') return dice.roll(4) === 0 ? `${part}${dice.pick(texts)}` : dice.pick(texts);
    if (typeof part === 'number') return dice.pick(numbers);
    if (typeof part === 'boolean') return !part;
    if (part instanceof Duration) return dice.pick(durations);
    if (Array.isArray(part) && part.length > 0)
      return dice.roll(2) === 0 ? [...part, dice.pick(part)] : part.slice(1);
    if (isData(part)) return renamed(part, dice);
    return part;
  });
}

/** A value in which a few parts are anything. */
export function wildMutation(value: unknown, dice: Dice): unknown {
  return mutated(value, dice, (part) => {
    if (isData(part) && dice.roll(4) === 0) return renamed(part, dice);
    return dice.pick(anything);
  });
}

function mutated(value: unknown, dice: Dice, mutate: (part: unknown) => unknown): unknown {
  let result = value;
  for (let count = dice.roll(3); count >= 0; count--) {
    const path = dice.pick(paths(result));
    result = withPart(result, path, mutate(partOf(result, path)));
  }
  return result;
}

/** With one key that is another, gone, or new. */
function renamed(part: Record<string, unknown>, dice: Dice): Record<string, unknown> {
  const keys = Object.keys(part);
  const key = dice.pick(keys);
  const entries = Object.entries(part).filter(([name]) => name !== key || dice.roll(3) === 0);
  const copy = Object.fromEntries(entries);
  if (dice.roll(3) > 0) {
    Object.defineProperty(copy, dice.pick([...texts, `${key}s`]), {
      value: key === undefined ? dice.pick(texts) : part[key],
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}

/** Anything at all. */
export function anyValue(dice: Dice): unknown {
  return dice.pick(anything);
}
