import { flag, list, mapOf, type Read, record, records, text, texts } from '../shape';
import { targetRefs, workloadSelector } from './networking';

const mutualTls = record({ mode: text });

/** @see https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
export const peerAuthentication = record({
  selector: workloadSelector,
  mtls: mutualTls,
  portLevelMtls: mapOf(mutualTls),
});

/** @see https://istio.io/latest/docs/reference/config/security/request_authentication/ */
export const requestAuthentication = record({
  selector: workloadSelector,
  ...targetRefs,
  jwtRules: records({
    issuer: text,
    audiences: texts,
    jwksUri: text,
    jwks: text,
    fromHeaders: records({ name: text, prefix: text }),
    fromParams: texts,
    fromCookies: texts,
    outputPayloadToHeader: text,
    forwardOriginalToken: flag,
    outputClaimToHeaders: records({ header: text, claim: text }),
    spaceDelimitedClaims: texts,
  }),
});

const source = record({
  principals: texts,
  notPrincipals: texts,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  serviceAccounts: texts,
  notServiceAccounts: texts,
  trustDomains: texts,
  notTrustDomains: texts,
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
});

const operation = record({
  hosts: texts,
  notHosts: texts,
  ports: texts,
  notPorts: texts,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
});

const rule = record({
  from: records({ source }),
  to: records({ operation }),
  when: records({ key: text, values: texts, notValues: texts }),
});

/** @see https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
export const authorizationPolicy = record({
  selector: workloadSelector,
  ...targetRefs,
  action: text,
  rules: list(rule, {}),
  provider: record({ name: text }),
});

export type PeerAuthenticationSpec = Read<typeof peerAuthentication>;
export type RequestAuthenticationSpec = Read<typeof requestAuthentication>;
export type AuthorizationPolicySpec = Read<typeof authorizationPolicy>;
export type AuthorizationRuleSpec = Read<typeof rule>;
export type SourceSpec = Read<typeof source>;
export type OperationSpec = Read<typeof operation>;
