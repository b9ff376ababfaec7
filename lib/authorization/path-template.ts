import { quoted } from '../values/re2';
import { wildcardMatcher } from '../values/text-matcher';
import type { Predicate } from './rbac';

/** Characters of one segment. */
const segment = "[a-zA-Z0-9\\-._~%!$&'()+,;:@=]+";
/** Characters of any number of segments. */
const segments = "[a-zA-Z0-9\\-._~%!$&'()+,;:@=/]*";

/**
 * A path as policies write it: with one `*` at an end, or by segments with `{*}` for one and `{**}` for any number.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export function pathPredicate(path: string): Predicate {
  if (!path.includes('{*}') && !path.includes('{**}')) return { kind: 'path', value: wildcardMatcher(path) };
  const expression = path
    .split(/(\{\*\*?\})/)
    .map((part) => (part === '{*}' ? segment : part === '{**}' ? segments : literal(part)))
    .join('');
  return { kind: 'template', expression, written: path };
}

/** A `*` outside of braces means the same in a template. */
function literal(part: string): string {
  return part
    .split(/(\*\*?)/)
    .map((one) => (one === '**' ? segments : one === '*' ? segment : quoted(one)))
    .join('');
}
