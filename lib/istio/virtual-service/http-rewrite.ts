import type { VirtualServiceSpecHttpRewrite } from '../../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import { countGroups } from '../../values/expression';
import type { AtLeastOne } from '../../values/non-empty';
import { checkAuthority, checkPath } from '../../values/path';

/** Replaces what an RE2 expression finds in the path. */
export interface PathReplacement {
  readonly kind: 'path-replacement';
  readonly expression: string;
  /** `\1` stands for the first group. */
  readonly substitution: string;
}

/**
 * Replaces what an RE2 expression finds in the path; `\1` in the substitution stands for the first group.
 *
 * @throws ConfigError where RE2 does not accept the expression, or it has no such group
 */
export function replacing(expression: string, substitution: string): PathReplacement {
  checkSubstitution(substitution, countGroups(expression));
  return { kind: 'path-replacement', expression, substitution };
}

/** Refuses an empty substitution, which Istio does not take, and groups that the expression does not have. */
function checkSubstitution(substitution: string, groups: number): void {
  const references = [...substitution.matchAll(/\\(.?)/gs)].map(([, character]) => character);
  const valid = references.every((character) => character === '\\' || /^\d$/.test(character as string));
  const last = Math.max(0, ...references.map(Number).filter(Number.isInteger));
  if (substitution === '' || !valid || last > groups) {
    throw new ConfigError({
      problem: `a substitution is some text with the groups \\0 to \\${groups} of its expression`,
      got: substitution,
      instead: "write for example replacing('^/a/(.*)', '/b/\\\\1')",
    });
  }
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

/** Refuses a path that does not begin with a slash, and an empty authority. */
export function checkHttpRewrite({ path, authority }: Partial<HttpRewriteParts>): void {
  if (typeof path === 'string') checkPath(path);
  if (authority !== undefined) checkAuthority(authority);
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
