import { type Check, text } from './check';

/**
 * A path: one text (`/ratings/1`), all that begin or end alike (`/ratings/*`, `*.png`), or a template with `{*}` for
 * one segment and `{**}` for any number of them.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export type PathPattern = `/${string}` | `*${string}`;

const literal = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]+$/;

/** What Istio takes for a path, without a `*` that it would take for itself. */
export const pathPattern: Check<PathPattern> = text({
  holds: (path) => (path.includes('{') || path.includes('}') ? isTemplate(path) : isWildcard(path)),
  problem: "a path is matched whole, with one '*' at its beginning or end, or by segments",
  instead: "write for example '/ratings/1', '/ratings/*', '*.png' or '/ratings/{*}/votes'",
});

function isWildcard(path: string): boolean {
  return /^\/[^*]*\*?$|^\*[^*]*$/.test(path);
}

/** `{**}` takes all that is left: no operator may follow it. */
function isTemplate(path: string): boolean {
  const segments = path.replace(/\/$/, '').slice(1).split('/');
  const rest = segments.indexOf('{**}');
  return (
    path.startsWith('/') &&
    segments.every((segment, index) =>
      segment === '{*}' ? rest < 0 || index < rest : index === rest || literal.test(segment),
    )
  );
}
