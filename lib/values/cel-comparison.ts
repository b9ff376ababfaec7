import type { Token } from './cel-tokens';

/** A value that is compared with a literal of a type. */
export interface Comparison {
  readonly type: 'bool' | 'bytes' | 'double' | 'int' | 'null' | 'string' | 'uint';
  /** By `==` or `!=`: numbers of all types have an order. */
  readonly isEquality: boolean;
}

/** Operators that say whether something is so, which bind alike. */
export const comparing = ['==', '!=', '<', '<=', '>', '>=', 'in'];

/** The type of a word that is a value by itself; undefined for all others. */
export function literalType(token: Token | undefined): Comparison['type'] | undefined {
  const { kind, text } = token ?? { kind: 'end', text: '' };
  if (kind === 'string') return /^[rR]?[bB]/.test(text) ? 'bytes' : 'string';
  if (kind === 'number') {
    if (/[uU]$/.test(text)) return 'uint';
    return /^0[xX]/.test(text) || !/[.eE]/.test(text) ? 'int' : 'double';
  }
  if (kind !== 'name') return undefined;
  return text === 'null' ? 'null' : text === 'true' || text === 'false' ? 'bool' : undefined;
}
