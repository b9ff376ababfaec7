import type { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/request-authentication';
import { list } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import {
  foreignSubject,
  type PolicySubject,
  policySubject,
  renderSubject,
  unreadSubject,
} from '../references/policy-targets';
import { type IstioObjectProps, IstioResource, objectProps, resourceKind } from '../resource';
import { type JwtRule, jwtRule, renderJwtRule } from './jwt-rule';

export interface RequestAuthenticationProps extends IstioObjectProps {
  /**
   * The pods or objects that are called, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: PolicySubject;
  /** The tokens that are taken; each of an issuer. */
  readonly jwtRules: NonEmpty<JwtRule>;
}

const requestAuthentication = resourceKind<RequestAuthenticationProps, generated.RequestAuthenticationSpec>({
  generated: generated.RequestAuthentication,
  check: shape<RequestAuthenticationProps>({
    ...objectProps,
    workload: optional(policySubject),
    jwtRules: list(jwtRule),
  }),
  rule: (props, place) => foreignSubject(props, place) ?? unreadSubject(props),
  render: ({ workload, jwtRules }, { mesh }) => ({
    ...renderSubject(workload, mesh),
    jwtRules: jwtRules.map(renderJwtRule),
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
export class RequestAuthentication extends IstioResource<RequestAuthenticationProps> {
  public constructor(scope: Construct, id: string, props: RequestAuthenticationProps) {
    super(scope, id, requestAuthentication, props);
  }
}
