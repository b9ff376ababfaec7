import { fault, within } from '../../diagnostics/fault';
import { type Check, isPlain, record, text } from '../../values/check';
import { optional, shape } from '../../values/shape';
import { type IJwtIssuer, jwtIssuer } from '../references/jwt-issuer';
import { type RenderedStringMatch, renderStringMatch, type StringMatch, stringMatch } from './string-match';

/** Claims and how each is compared; one that holds claims of its own is an object of them. */
export interface ClaimMatches {
  readonly [claim: string]: StringMatch | ClaimMatches;
}

/**
 * A token of a request, which a RequestAuthentication of the gateway has checked. Of a claim that is a list, one of its
 * values is compared.
 *
 * @see https://istio.io/latest/docs/tasks/security/authentication/jwt-route/
 */
export interface JwtMatch {
  /** Who issued the token. */
  readonly issuer: IJwtIssuer;
  /** @default - whatever they are */
  readonly claims?: ClaimMatches;
}

const claimName = text({
  holds: (name) => /^[^[\]]+$/.test(name),
  problem: 'a claim has a name without brackets',
  instead: "write claims of claims as objects: { realm_access: { roles: exactly('admin') } }",
});

const isStringMatch = (value: unknown): value is StringMatch =>
  !isPlain(value) || typeof value.kind === 'string';

/** Claims nest some levels; an object that holds itself would nest without end. */
const deepest = 16;

const claimsDownTo =
  (levels: number): Check<ClaimMatches> =>
  (value) =>
    levels === 0
      ? fault('claims nest no deeper', 'another level', `write at most ${deepest} levels`)
      : record<StringMatch | ClaimMatches>(
          (one) => (isStringMatch(one) ? stringMatch(one) : claimsDownTo(levels - 1)(one)),
          { name: claimName },
        )(value);

const parts = shape<JwtMatch>({ issuer: jwtIssuer, claims: optional(claimsDownTo(deepest)) });

export const jwtMatch: Check<JwtMatch> = (value: JwtMatch) =>
  parts(value) ??
  (Object.hasOwn(value.claims ?? {}, 'iss')
    ? within('claims', within('iss', fault('the issuer is this claim', 'iss', 'leave it out')))
    : undefined);

/** Written as matches of headers that Istio reads as claims. */
export function renderJwtMatch({ issuer, claims }: JwtMatch): Record<string, RenderedStringMatch> {
  return Object.fromEntries([
    [headerOf(['iss']), { exact: issuer.issuer }],
    ...leaves(claims ?? {}, []).map(([path, match]) => [headerOf(path), renderStringMatch(match)] as const),
  ]);
}

function leaves(
  claims: ClaimMatches,
  path: readonly string[],
): readonly (readonly [readonly string[], StringMatch])[] {
  return Object.entries(claims).flatMap(([name, match]) => {
    const at = [...path, name];
    return isStringMatch(match) ? [[at, match] as const] : leaves(match, at);
  });
}

/** Releases before 1.18 read dots only; brackets hold names with dots. */
function headerOf(path: readonly string[]): string {
  const claims = '@request.auth.claims';
  return path.some((name) => name.includes('.'))
    ? `${claims}${path.map((name) => `[${name}]`).join('')}`
    : `${claims}.${path.join('.')}`;
}
