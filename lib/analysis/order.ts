import type { Finding } from '../diagnostics/finding';

/** The order in which findings are told: file after file, object after object, from the top. */
export function inReadingOrder(a: Finding, b: Finding): number {
  return (
    compare(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.object?.namespace ?? '', b.object?.namespace ?? '') ||
    compare(a.object?.kind ?? '', b.object?.kind ?? '') ||
    compare(a.object?.name ?? '', b.object?.name ?? '') ||
    compare(natural(a.field), natural(b.field)) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

/** Not `localeCompare`: it differs between machines. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `http[2]` before `http[10]`. */
function natural(field = ''): string {
  return field.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
}
