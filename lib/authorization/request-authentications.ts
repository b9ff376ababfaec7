import { isMap } from '../kubernetes/identity';
import type { MeshModel } from '../model/mesh-model';
import { inTextOrder } from '../values/text-order';
import type { JwtAuthentication, JwtRule } from './jwt-authentication';
import { holdsIn, type PolicyPlace } from './policy-target';
import type { JsonWebKey } from './token';

/** Claims that are lists written with spaces, unless a rule names more. */
const spaced = ['permission', 'scope'];

/**
 * The tokens that a place believes, of all RequestAuthentications in force, sorted by issuer; undefined where none is.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export function authenticationIn(model: MeshModel, place: PolicyPlace): JwtAuthentication | undefined {
  const rules = model.requestAuthentications
    .filter((one) => holdsIn(one, place, model))
    .flatMap(({ namespace, name, spec }) =>
      (spec.jwtRules ?? []).map((rule): JwtRule => {
        const keys = keysOf(rule.jwks, rule.jwksUri);
        return {
          origin: `${namespace}/${name}`,
          issuer: rule.issuer ?? '',
          ...(rule.audiences && { audiences: rule.audiences }),
          headers: (rule.fromHeaders ?? []).map((one) => ({
            name: (one.name ?? '').toLowerCase(),
            prefix: one.prefix ?? '',
          })),
          params: rule.fromParams ?? [],
          cookies: rule.fromCookies ?? [],
          ...(keys && { keys }),
          forward: rule.forwardOriginalToken ?? false,
          ...(rule.outputPayloadToHeader && { payloadHeader: rule.outputPayloadToHeader.toLowerCase() }),
          claimHeaders: (rule.outputClaimToHeaders ?? []).map(({ header = '', claim = '' }) => ({
            header: header.toLowerCase(),
            claim,
          })),
          spaced: [...spaced, ...(rule.spaceDelimitedClaims ?? [])],
        };
      }),
    );
  if (rules.length === 0) return undefined;
  return { rules: rules.sort((a, b) => inTextOrder(a.issuer, b.issuer)) };
}

/** The keys that stand in the rule; undefined where they are fetched, none where they can't be read. */
function keysOf(jwks: string | undefined, uri: string | undefined): readonly JsonWebKey[] | undefined {
  if (!jwks) return uri ? undefined : [];
  try {
    const set: unknown = JSON.parse(jwks);
    const keys = isMap(set) ? set.keys : undefined;
    return Array.isArray(keys) ? keys.filter(isMap) : [];
  } catch {
    return [];
  }
}
