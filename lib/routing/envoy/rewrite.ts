import { barePath } from '../../authorization/request-view';
import { replaceMatches } from '../../values/re2';
import type { PathMatcher, PathRewrite } from './route-configuration';

/** The path that the backend sees; the query stays. */
export function rewrittenPath(path: string, matcher: PathMatcher, rewrite: PathRewrite | undefined): string {
  if (rewrite === undefined) return path;
  const bare = barePath(path);
  const query = path.slice(bare.length);
  switch (rewrite.kind) {
    case 'prefix':
      return rewrite.with + path.slice(matchedLength(bare, matcher));
    case 'regex':
      return replaceMatches(rewrite.expression, bare, rewrite.substitution) + query;
    default:
      return rewrite satisfies never;
  }
}

/** How much of the path the route's matcher stands for: an exact path and an expression cover it whole. */
function matchedLength(bare: string, { kind, value }: PathMatcher): number {
  return kind === 'prefix' || kind === 'segments' ? value.length : bare.length;
}
