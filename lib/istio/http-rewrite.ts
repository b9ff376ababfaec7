import type { VirtualServiceSpecHttpRewrite } from '../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../error';
import { defined } from './defined';
import type { AtLeastOne } from './non-empty';
import { checkExpression } from './string-match';

/** Replaces what an RE2 expression finds in the path. */
export interface PathReplacement {
  readonly kind: 'path-replacement';
  readonly expression: string;
  /** `\1` stands for the first group. */
  readonly substitution: string;
}

/** Replaces what an RE2 expression finds in the path; `\1` in the substitution stands for the first group. */
export function replacing(expression: string, substitution: string): PathReplacement {
  checkExpression(expression);
  return { kind: 'path-replacement', expression, substitution };
}

/** What can be rewritten. */
export interface HttpRewriteParts {
  /** The new path in place of the matched path or prefix, or a replacement by expression. */
  readonly path: string | PathReplacement;
  /** The new `Host` header. */
  readonly authority: string;
}

/**
 * Changes the path or the host of a request before it is forwarded.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export type HttpRewrite = AtLeastOne<HttpRewriteParts>;

/** Refuses a path that does not begin with a slash. */
export function checkHttpRewrite(rewrite: HttpRewrite): void {
  if (typeof rewrite.path === 'string' && !rewrite.path.startsWith('/')) {
    throw new ConfigError({
      problem: 'a path begins with a slash',
      got: rewrite.path,
      instead: `write '/${rewrite.path}'`,
    });
  }
}

export function renderHttpRewrite({
  path,
  authority,
}: Partial<HttpRewriteParts>): VirtualServiceSpecHttpRewrite {
  return defined<VirtualServiceSpecHttpRewrite>({
    uri: typeof path === 'string' ? path : undefined,
    uriRegexRewrite:
      typeof path === 'object' ? { match: path.expression, rewrite: path.substitution } : undefined,
    authority,
  });
}
