type Key = Readonly<Record<string, unknown>>;

/** The numbers that a public key of a type must have. */
const parts: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

const base64 = /^[A-Za-z0-9_+/-]*={0,2}$/;

/** Why a text is no set of keys; undefined where it is one. */
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
  if (typeof key !== 'object' || key === null) return 'must be an object';
  const type = key.kty;
  const needed = typeof type === 'string' && Object.hasOwn(parts, type) ? parts[type] : undefined;
  if (needed === undefined) return `must have a kty of ${Object.keys(parts).join(', ')}`;
  const missing = needed.find((part) => isMissing(key[part]));
  if (missing !== undefined) return `must have ${missing}`;
  const { key_ops: operations } = key;
  if (operations !== undefined && operations !== null && !Array.isArray(operations))
    return 'must have key_ops as a list';
  const wrong = needed.find(
    (part) => part !== 'crv' && !(typeof key[part] === 'string' && base64.test(key[part])),
  );
  return wrong === undefined ? undefined : `must have ${wrong} in base64`;
}

function isMissing(part: unknown): boolean {
  return part === undefined || part === null || part === '' || (Array.isArray(part) && part.length === 0);
}
