import type { VirtualServiceSpecHttpRewrite } from '../../../imports/networking.istio.io/virtual-service';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { anyText, textOr } from '../../values/check';
import { defined } from '../../values/defined';
import { countGroups, expression } from '../../values/expression';
import type { AtLeastOne } from '../../values/non-empty';
import { authority, path } from '../../values/path';
import { optional, shape, variants } from '../../values/shape';

/** Replaces what an RE2 expression finds in the path. */
export interface PathReplacement {
  readonly kind: 'path-replacement';
  readonly expression: string;
  /** `\1` stands for the first group. */
  readonly substitution: string;
}

/** Replaces what an RE2 expression finds in the path; `\1` in the substitution stands for the first group. */
export function replacing(expression: string, substitution: string): PathReplacement {
  return { kind: 'path-replacement', expression, substitution };
}

const replacement = variants<PathReplacement>(
  'a replacement in the path',
  { 'path-replacement': { expression, substitution: anyText } },
  substitutionFault,
);

/** Istio takes no empty substitution, and Envoy no group that the expression does not have. */
function substitutionFault({ expression, substitution }: PathReplacement): Fault | undefined {
  const counted = countGroups(expression);
  const groups = typeof counted === 'number' ? counted : 0;
  const references = [...substitution.matchAll(/\\(.?)/gs)].map(([, character]) => character);
  const valid = references.every((character) => character === '\\' || /^\d$/.test(character as string));
  const last = Math.max(0, ...references.map(Number).filter(Number.isInteger));
  if (substitution !== '' && valid && last <= groups) return undefined;
  return within(
    'substitution',
    fault(
      `a substitution is some text with the groups \\0 to \\${groups} of its expression`,
      substitution,
      "write for example replacing('^/a/(.*)', '/b/\\\\1')",
    ),
  );
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

export const httpRewrite = shape<Partial<HttpRewriteParts>>(
  { path: optional(textOr(path, replacement)), authority: optional(authority) },
  { atLeastOne: ['path', 'authority'] },
);

export function renderHttpRewrite(rewrite: Partial<HttpRewriteParts>): VirtualServiceSpecHttpRewrite {
  const { path: to } = rewrite;
  return defined<VirtualServiceSpecHttpRewrite>({
    uri: typeof to === 'string' ? to : undefined,
    uriRegexRewrite: typeof to === 'object' ? { match: to.expression, rewrite: to.substitution } : undefined,
    authority: rewrite.authority,
  });
}
