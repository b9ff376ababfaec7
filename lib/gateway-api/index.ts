export {
  GatewayApiGateway,
  type IGatewayApiGateway,
  type IGatewayClass,
  waypointClass,
} from '../istio/references/gateway-api-ref';
export type { IWaypoint, WaypointTraffic } from '../istio/references/waypoint-ref';
export {
  CertManagerCertificate,
  type ICertManagerCertificate,
} from '../istio/secrets/cert-manager-certificate';
export { TlsSecret, type TlsSecretProps } from '../istio/secrets/tls-secret';
export { type Exactly, exactly, type Matches, matches } from '../istio/virtual-service/string-match';
export { AlphaGatewayApi } from '../release/alpha-gateway-api';
export {
  BackendTLSPolicy,
  type BackendTLSPolicyProps,
  type BackendTrust,
  SubjectAltName,
} from './backend-tls-policy';
export type { AllowedRoutes, LabelCondition, NamespaceSelector, Namespaces } from './gateway/allowed-routes';
export { Gateway, type GatewayInfrastructure, type GatewayProps } from './gateway/gateway';
export type { GatewayAddress } from './gateway/gateway-address';
export { GatewayClass, type GatewayClassProps } from './gateway/gateway-class';
export { istioClass, remoteClass } from './gateway/gateway-class-ref';
export type { FrontendTls, GatewayTls } from './gateway/gateway-tls';
export {
  type HboneListenerOptions,
  type HostListenerOptions,
  Listener,
  type ListenerOptions,
  type TerminatedListenerOptions,
} from './gateway/listener';
export { ListenerSet, type ListenerSetProps } from './gateway/listener-set';
export type { Listeners } from './gateway/listeners';
export { type Grantable, ReferenceGrant, type ReferenceGrantProps } from './reference-grant';
export type { Backend, BackendTarget, WeightedBackend } from './references/backend';
export type { ListenerFacts, RouteKind } from './references/listener-facts';
export { ConfigMap, type IConfigMap, type ISecret, Secret } from './references/object-ref';
export { type IListenerSet, type ListenerParent, type Parent, ParentSection } from './references/parent';
export type {
  GrantedObject,
  GrantedReferrer,
  IReferenceGrant,
  Referrer,
} from './references/reference-grant-ref';
export type { ConnectionRule } from './routes/connection-rule';
export type { Cors } from './routes/cors';
export {
  Filter,
  type GRPCFilter,
  type HeaderFilter,
  type HeaderModifier,
  type HTTPFilter,
  type MirrorFilter,
  type MirrorShare,
  type Redirect,
  type Rewrite,
} from './routes/filter';
export { type GRPCConditions, type GRPCMatch, GRPCMethod } from './routes/grpc-match';
export { GRPCRoute, type GRPCRouteProps, type GRPCRule } from './routes/grpc-route';
export { type HTTPConditions, type HTTPMatch, type PathPrefix, pathPrefix } from './routes/http-match';
export { HTTPRoute, type HTTPRouteProps } from './routes/http-route';
export type { HTTPRule, HTTPTimeouts, WeightedHTTPBackend } from './routes/http-rule';
export { type PathModifier, replaceFullPath, replacePrefixMatch } from './routes/path-modifier';
export type { RouteProps } from './routes/route';
export { TCPRoute, type TCPRouteProps } from './routes/tcp-route';
export { TLSRoute, type TLSRouteProps } from './routes/tls-route';
export { Waypoint, type WaypointProps } from './waypoint';
