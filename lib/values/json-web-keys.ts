type Key = Readonly<Record<string, unknown>>;

/** What is a number of a key of a type, as bytes in base64; and what it must have. */
interface KeyType {
  readonly bytes: readonly string[];
  /** What only a private key may have, which is one that has `d`. */
  readonly secrets: readonly string[];
  readonly needed: readonly string[];
}

const types: Readonly<Record<string, KeyType>> = {
  RSA: { bytes: ['n', 'e'], secrets: ['d', 'p', 'q', 'dp', 'dq', 'qi'], needed: ['n', 'e'] },
  EC: { bytes: ['x', 'y'], secrets: ['d'], needed: ['crv', 'x', 'y'] },
  OKP: { bytes: ['x'], secrets: ['d'], needed: ['crv', 'x'] },
  oct: { bytes: ['k'], secrets: [], needed: ['k'] },
};

/** What a key of any type has as text. */
const texts = ['alg', 'kid', 'use', 'x5t', 'x5t#S256'];

/** Why a text is no set of keys, as istiod reads it; undefined where it is one. */
export function jwksProblem(text: string): string | undefined {
  const set = firstValue(text);
  if (set === undefined) return 'must be a JSON Web Key Set, and is no JSON';
  if (typeof set !== 'object' || set === null || Array.isArray(set)) return 'must be a JSON Web Key Set';
  const { keys } = set as { readonly keys?: unknown };
  // A key alone is a set of one.
  if (keys === undefined) return keyProblem(set as Key);
  if (keys === null) return undefined;
  if (!Array.isArray(keys)) return 'must have a list of keys';
  for (const [index, key] of keys.entries()) {
    const problem = keyProblem(key as Key);
    if (problem !== undefined) return `key ${index} ${problem}`;
  }
  return undefined;
}

/** The first JSON value of a text: Go reads no further. */
function firstValue(text: string): unknown {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:\\.|[^"\\])*"|[[\]{}]/g)) {
    if (sign === '{' || sign === '[') depth++;
    if (sign !== '}' && sign !== ']') continue;
    depth--;
    if (depth === 0) return parsed(text.slice(0, index + 1));
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keyProblem(key: Key): string | undefined {
  if (typeof key !== 'object' || key === null || Array.isArray(key)) return 'must be an object';
  // Go finds these two in any case.
  const named = (name: string) => Object.keys(key).findLast((each) => each.toLowerCase() === name);
  const name = key[named('kty') ?? 'kty'];
  const type = typeof name === 'string' && Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) return `must have a kty of ${Object.keys(types).join(', ')}`;
  const isPrivate = type.secrets.length > 0 && named('d') !== undefined;
  const needed = isPrivate ? [...type.needed, 'd'] : type.needed;
  const missing = needed.find((part) => key[part] === undefined);
  if (missing !== undefined) return `must have ${missing}`;
  const bytes = isPrivate ? [...type.bytes, ...type.secrets] : type.bytes;
  const wrong = bytes.find((part) => !isNull(key[part]) && !isBase64(key[part]));
  if (wrong !== undefined) return `must have ${wrong} in base64`;
  const curve = type.needed.includes('crv') ? ['crv'] : [];
  const noText = [...curve, ...texts].find((part) => !isNull(key[part]) && typeof key[part] !== 'string');
  if (noText !== undefined) return `must have ${noText} as a text`;
  if (!isTextList(key.key_ops)) return 'must have key_ops as a list of texts';
  if (!isTextList(key.x5c) || !(key.x5c ?? []).every(isCertificate))
    return 'must have x5c as a list of certificates in base64';
  return undefined;
}

function isNull(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** Go takes a null in a list for an empty text. */
function isTextList(value: unknown): value is readonly (string | null)[] | null | undefined {
  return (
    isNull(value) || (Array.isArray(value) && value.every((each) => isNull(each) || typeof each === 'string'))
  );
}

/** Base64 of either alphabet, with all of its padding or with none; ends of lines count for nothing. */
function isBase64(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const signs = value.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/.test(signs)) return false;
  return value.endsWith('=') ? signs.length % 4 === 0 : !signs.endsWith('=') && signs.length % 4 !== 1;
}

function isCertificate(value: string | null): boolean {
  if (!isBase64(value)) return false;
  const { X509Certificate } = require('node:crypto') as typeof import('node:crypto');
  try {
    return new X509Certificate(Buffer.from(value, 'base64')).subject !== undefined;
  } catch {
    return false;
  }
}
