import { duration } from '../../cel/duration';
import { CelError } from '../../cel/error';
import { shown } from '../../schema/shown';
import type { Step } from '../../schema/walk';
import { type EnvoyMessage, enumAt, messageAt, messageNamed } from './types';

/** What Envoy can not read of a patch. */
export interface EnvoyProblem {
  readonly at: readonly Step[];
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Messages nest as deep as a patch does; no configuration is deeper. */
const deepest = 100;

/**
 * What of a value is none of a message; undefined where it is one. Fields that nobody knows are passed over, as istiod
 * passes them over: a newer Envoy may know them.
 */
export function messageProblem(
  value: unknown,
  message: EnvoyMessage,
  at: readonly Step[] = [],
): EnvoyProblem | undefined {
  if (value === null) return undefined;
  if (at.length > deepest) return { at, message: 'is too deep' };
  const known = wellKnown[message.name];
  if (known !== undefined) return known(value, at);
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { at, message: `must be an object of ${message.name}, got ${shown(value)}` };
  }
  for (const [name, inner] of Object.entries(value)) {
    const type = message.fields.get(name);
    if (type === undefined || inner === null || isOverruled(name, value as Json, message)) continue;
    const problem = fieldProblem(inner, type, [...at, name]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Whether a field is written under its other name too. */
function isOverruled(name: string, value: Json, { jsonNames }: EnvoyMessage): boolean {
  const other = jsonNames.get(name);
  return other !== undefined && value[other] !== undefined;
}

function fieldProblem(value: unknown, type: string, at: readonly Step[]): EnvoyProblem | undefined {
  const [kind = '', first = '', ...rest] = type.split(' ');
  switch (kind) {
    case 'list':
      if (!Array.isArray(value)) return { at, message: `must be a list, got ${shown(value)}` };
      return firstProblem(value.entries(), [first, ...rest].join(' '), at);
    case 'map':
      if (typeof value !== 'object' || Array.isArray(value))
        return { at, message: `must be an object, got ${shown(value)}` };
      for (const key of Object.keys(value as Json)) {
        const problem =
          first === 'string' ? undefined : scalarProblem(first === 'bool' ? key === 'true' : key, first);
        if (problem !== undefined) return { at: [...at, `[${key}]`], message: problem };
      }
      return firstProblem(Object.entries(value as Json), rest.join(' '), at);
    case 'message':
      return messageProblem(value, messageAt(Number(first)), at);
    case 'enum':
      return problemAt(at, enumProblem(value, enumAt(Number(first))));
    default:
      return problemAt(at, scalarProblem(value, kind));
  }
}

function firstProblem(
  entries: Iterable<readonly [Step, unknown]>,
  type: string,
  at: readonly Step[],
): EnvoyProblem | undefined {
  for (const [step, inner] of entries) {
    const problem = inner === null ? undefined : fieldProblem(inner, type, [...at, step]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemAt(at: readonly Step[], message: string | undefined): EnvoyProblem | undefined {
  return message === undefined ? undefined : { at, message };
}

function enumProblem(value: unknown, names: readonly string[]): string | undefined {
  if (typeof value === 'string') {
    return names.includes(value)
      ? undefined
      : `must be ${names.slice(0, 12).join(', ')}, got ${shown(value)}`;
  }
  return scalarProblem(value, 'int32');
}

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n],
  uint32: [0n, 2n ** 32n],
  int64: [-(2n ** 63n), 2n ** 63n],
  uint64: [0n, 2n ** 64n],
};

function scalarProblem(value: unknown, type: string): string | undefined {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? undefined : `must be true or false, got ${shown(value)}`;
    case 'string':
      return typeof value === 'string' ? undefined : `must be a text, got ${shown(value)}`;
    case 'bytes':
      return typeof value === 'string' &&
        /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
        ? undefined
        : `must be base64, got ${shown(value)}`;
    case 'float':
      return typeof value === 'number' || (typeof value === 'string' && isFloat(value))
        ? undefined
        : `must be a number, got ${shown(value)}`;
    default:
      return isWhole(value, ranges[type] as readonly [bigint, bigint])
        ? undefined
        : `must be a whole number of ${type}, got ${shown(value)}`;
  }
}

function isFloat(text: string): boolean {
  return (
    ['NaN', 'Infinity', '-Infinity'].includes(text) ||
    /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)
  );
}

/** A number, or one in quotes. */
function isWhole(value: unknown, [least, end]: readonly [bigint, bigint]): boolean {
  const fits =
    typeof value === 'number'
      ? Number.isInteger(value) && Math.abs(value) < 1e21
      : typeof value === 'string' && value.length < 30 && /^-?(?:0|[1-9]\d*)$/.test(value);
  if (!fits) return false;
  const number = BigInt(value as number | string);
  return number >= least && number < end;
}

type Known = (value: unknown, at: readonly Step[]) => EnvoyProblem | undefined;

const wrapper =
  (type: string): Known =>
  (value, at) =>
    problemAt(at, scalarProblem(value, type));

const wellKnown: Readonly<Record<string, Known>> = {
  'google.protobuf.Any': anyProblem,
  'google.protobuf.BoolValue': wrapper('bool'),
  'google.protobuf.BytesValue': wrapper('bytes'),
  'google.protobuf.DoubleValue': wrapper('float'),
  'google.protobuf.FloatValue': wrapper('float'),
  'google.protobuf.Int32Value': wrapper('int32'),
  'google.protobuf.Int64Value': wrapper('int64'),
  'google.protobuf.StringValue': wrapper('string'),
  'google.protobuf.UInt32Value': wrapper('uint32'),
  'google.protobuf.UInt64Value': wrapper('uint64'),
  'google.protobuf.Duration': (value, at) =>
    isDuration(value) ? undefined : { at, message: `must be a duration such as 1.5s, got ${shown(value)}` },
  'google.protobuf.Timestamp': (value, at) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value)
      ? undefined
      : { at, message: `must be a time of RFC 3339, got ${shown(value)}` },
  'google.protobuf.Value': () => undefined,
  'google.protobuf.Empty': objectProblem,
  'google.protobuf.Struct': objectProblem,
  'google.protobuf.ListValue': (value, at) =>
    Array.isArray(value) ? undefined : { at, message: `must be a list, got ${shown(value)}` },
};

function objectProblem(value: unknown, at: readonly Step[]): EnvoyProblem | undefined {
  const fits = typeof value === 'object' && !Array.isArray(value);
  return fits ? undefined : { at, message: `must be an object, got ${shown(value)}` };
}

function isDuration(value: unknown): boolean {
  try {
    return typeof value === 'string' && Number.isFinite(duration(value));
  } catch (error) {
    if (error instanceof CelError) return false;
    throw error;
  }
}

/** A message of any type, which it names itself. */
function anyProblem(value: unknown, at: readonly Step[]): EnvoyProblem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { at, message: `must be an object with @type, got ${shown(value)}` };
  }
  const { '@type': url, ...fields } = value as Json;
  if (url === undefined) return { at, message: 'must name its type in @type' };
  if (url !== null && typeof url !== 'string')
    return { at: [...at, '@type'], message: `must be a text, got ${shown(url)}` };
  const name = (url ?? '').slice((url ?? '').lastIndexOf('/') + 1);
  const message = messageNamed(name);
  if (message === undefined) {
    const hint = name.includes('.v2.') ? ' (Envoy has v3 only)' : '';
    return {
      at: [...at, '@type'],
      message: `is no type of Envoy's that istiod knows${hint}, got ${shown(url)}`,
    };
  }
  if (wellKnown[name] === undefined) return messageProblem(fields, message, at);
  if (fields.value === undefined) return { at, message: `must have a value for @type ${name}` };
  return messageProblem(fields.value, message, [...at, 'value']);
}
