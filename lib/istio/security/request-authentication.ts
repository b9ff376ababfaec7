import type { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/request-authentication';
import { list } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { shape } from '../../values/shape';
import {
  type AnyPlace,
  keptSubject,
  namespaceOf,
  type PolicyPlace,
  placeFault,
  placeProps,
} from '../references/policy-place';
import { type PolicySubject, renderSubject } from '../references/policy-targets';
import { IstioResource, objectProps, resourceKind } from '../resource';
import { type JwtRule, jwtRule, renderJwtRule } from './jwt-rule';

/** Whose tokens workloads take, and by which keys they hold them for genuine. */
export interface RequestAuthenticationProps<
  Subject extends PolicySubject | undefined = PolicySubject | undefined,
> extends PolicyPlace<Subject> {
  /** The tokens that are taken; each of an issuer. */
  readonly jwtRules: NonEmpty<JwtRule>;
}

interface Properties extends AnyPlace {
  readonly jwtRules: NonEmpty<JwtRule>;
}

const requestAuthentication = resourceKind<Properties, generated.RequestAuthenticationSpec>({
  generated: generated.RequestAuthentication,
  check: shape<Properties>({ ...objectProps, ...placeProps, jwtRules: list(jwtRule) }),
  namespace: namespaceOf,
  rule: placeFault,
  render: (props, { mesh }) => ({
    ...renderSubject(keptSubject(props), mesh),
    jwtRules: props.jwtRules.map(renderJwtRule),
  }),
});

/**
 * Checks the JSON Web Tokens that requests bring: one with a token that no rule takes is refused, one without any is
 * let through. An AuthorizationPolicy asks for a token, by `requestPrincipals`.
 *
 * @example
 * const google = JwtIssuer.of('https://accounts.google.com');
 * new RequestAuthentication(this, 'google-tokens', {
 *   workload: productpage,
 *   jwtRules: [{ issuer: google, audiences: ['bookinfo'], outputClaimToHeaders: { 'x-user': 'sub' } }],
 * });
 * @throws ConfigError for an issuer whose keys can't be found, keys that are none, a workload of another namespace
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export class RequestAuthentication<
  const Subject extends PolicySubject | undefined = undefined,
> extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: RequestAuthenticationProps<Subject>) {
    super(scope, id, requestAuthentication, props as Properties);
  }
}
