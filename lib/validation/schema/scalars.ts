import { isIPv4, isIPv6 } from 'node:net';
import { matcher } from './pattern';
import { either, shown } from './shown';
import type { StoredSchema } from './stored-schema';

/** Says what is wrong with a value that is neither list nor object; undefined where nothing is. */
export type ScalarCheck = (value: unknown) => string | undefined;

const int32 = 2 ** 31;
const int64 = 2 ** 63;

/** The checks of a schema's type, format, enumeration, bounds and pattern. */
export function scalarCheck(schema: StoredSchema): ScalarCheck | undefined {
  const checks = [
    typeCheck(schema),
    enumCheck(schema),
    ...textChecks(schema),
    ...numberChecks(schema),
  ].filter((check) => check !== undefined);
  if (checks.length < 2) return checks[0];
  return (value) => {
    for (const check of checks) {
      const problem = check(value);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function typeCheck({ type, intOrString, format }: StoredSchema): ScalarCheck | undefined {
  if (intOrString) {
    const whole = wholeCheck(format);
    return (value) => {
      if (typeof value === 'string') return undefined;
      return Number.isInteger(value) ? whole(value) : `must be a whole number or a text, got ${shown(value)}`;
    };
  }
  switch (type) {
    case 'string':
      return (value) =>
        // Where there is a format, the API server takes a list for the bytes of a text.
        typeof value === 'string' || (format === 'byte' && Array.isArray(value))
          ? undefined
          : `must be a text, got ${quotingNeeded(value)}`;
    case 'boolean':
      return (value) =>
        typeof value === 'boolean' ? undefined : `must be true or false, got ${shown(value)}`;
    case 'number':
      return (value) => (Number.isFinite(value) ? undefined : `must be a number, got ${shown(value)}`);
    case 'integer':
      return wholeCheck(format);
    default:
      return undefined;
  }
}

function wholeCheck(format: string | undefined): ScalarCheck {
  return (value) => {
    if (!Number.isInteger(value)) return `must be a whole number, got ${shown(value)}`;
    // Go reads it as one that is not whole.
    if (Math.abs(value as number) > int64) return `must fit into 64 bits, got ${value}`;
    const outside = format === 'int32' && ((value as number) >= int32 || (value as number) < -int32);
    return outside ? `must fit into 32 bits, got ${value}` : undefined;
  };
}

/** YAML reads `true`, `7` and `1.10` without quotes as what they look like. */
function quotingNeeded(value: unknown): string {
  const plain = typeof value === 'number' || typeof value === 'boolean';
  return plain ? `${value} without quotes` : shown(value);
}

function enumCheck(schema: StoredSchema): ScalarCheck | undefined {
  if (schema.enum === undefined) return undefined;
  const allowed = new Set(schema.enum);
  const words = either(schema.enum.filter((each) => each !== '').map(String));
  return (value) => (allowed.has(value) ? undefined : `must be ${words}, got ${shown(value)}`);
}

function textChecks(schema: StoredSchema): (ScalarCheck | undefined)[] {
  const { minLength, maxLength, pattern, format } = schema;
  return [
    maxLength === undefined
      ? undefined
      : (value) =>
          typeof value === 'string' && value.length > maxLength && characters(value) > maxLength
            ? `may have ${maxLength} characters, got ${characters(value)}`
            : undefined,
    minLength === undefined
      ? undefined
      : (value) =>
          typeof value === 'string' && characters(value) < minLength
            ? minLength === 1
              ? 'must not be empty'
              : `must have at least ${minLength} characters, got ${shown(value)}`
            : undefined,
    pattern === undefined ? undefined : patternCheck(pattern),
    format === undefined ? undefined : formatCheck(format),
  ];
}

/** As Go counts them: a sign outside the basic plane is one. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function patternCheck(pattern: string): ScalarCheck {
  const matches = matcher(pattern);
  return (value) =>
    typeof value !== 'string' || matches(value)
      ? undefined
      : `must look like ${pattern}, got ${shown(value)}`;
}

/** As Go reads it, which takes a sign, a point or a unit alone for nothing. */
const quantity = /^ *(?=[^ ])[+-]?\d*\.?\d*(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)? *$/;

function formatCheck(format: string): ScalarCheck | undefined {
  switch (format) {
    case 'date-time':
      return (value) =>
        typeof value === 'string' && !isDateTime(value)
          ? `must be a time of RFC 3339, got ${shown(value)}`
          : undefined;
    case 'byte':
      return (value) =>
        typeof value === 'string' && !isBase64(value) ? `must be base64, got ${shown(value)}` : undefined;
    case 'bytes':
      return (value) => (isBytes(value) ? undefined : `must be base64, got ${shown(value)}`);
    case 'quantity':
      return (value) =>
        Number.isFinite(value) || (typeof value === 'string' && quantity.test(value))
          ? undefined
          : `must be a quantity such as 100m or 128Mi, got ${shown(value)}`;
    case 'ipv4':
      return (value) =>
        typeof value === 'string' && !isIPv4(value)
          ? `must be an IPv4 address, got ${shown(value)}`
          : undefined;
    case 'ipv6':
      return (value) =>
        typeof value === 'string' && !isIPv6(value)
          ? `must be an IPv6 address, got ${shown(value)}`
          : undefined;
    default:
      return undefined;
  }
}

function isDateTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

function isBase64(text: string): boolean {
  // As the API server's own reader has it, no bytes at all are none.
  return text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** Bytes as Go reads them: base64 of any length, with line breaks, or a list of numbers. */
function isBytes(value: unknown): boolean {
  if (Array.isArray(value))
    return value.every((one) => one === null || (Number.isInteger(one) && one >= 0 && one < 256));
  if (typeof value !== 'string') return false;
  const text = value.replace(/[\r\n]/g, '');
  return text === '' || isBase64(text);
}

function numberChecks(schema: StoredSchema): (ScalarCheck | undefined)[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const ifNumber = (holds: (value: number) => boolean, problem: string): ScalarCheck => {
    return (value) => (typeof value !== 'number' || holds(value) ? undefined : `${problem}, got ${value}`);
  };
  return [
    minimum === undefined
      ? undefined
      : exclusiveMinimum
        ? ifNumber((value) => value > minimum, `must be more than ${minimum}`)
        : ifNumber((value) => value >= minimum, `must be at least ${minimum}`),
    maximum === undefined
      ? undefined
      : exclusiveMaximum
        ? ifNumber((value) => value < maximum, `must be less than ${maximum}`)
        : ifNumber((value) => value <= maximum, `must be at most ${maximum}`),
    multipleOf === undefined
      ? undefined
      : ifNumber((value) => value % multipleOf === 0, `must be a multiple of ${multipleOf}`),
  ];
}
