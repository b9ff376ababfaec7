import type { Finding } from '../diagnostics/finding';
import { inTextOrder } from '../values/text-order';

/** The order in which findings are told: file after file, object after object, from the top. */
export function inReadingOrder(a: Finding, b: Finding): number {
  return (
    inTextOrder(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    inTextOrder(a.object?.namespace ?? '', b.object?.namespace ?? '') ||
    inTextOrder(a.object?.kind ?? '', b.object?.kind ?? '') ||
    inTextOrder(a.object?.name ?? '', b.object?.name ?? '') ||
    inTextOrder(natural(a.field), natural(b.field)) ||
    inTextOrder(a.rule, b.rule) ||
    inTextOrder(a.message, b.message)
  );
}

/** `http[2]` before `http[10]`. */
function natural(field = ''): string {
  return field.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
}
