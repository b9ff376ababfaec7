export type {
  AcceptedClients,
  ClientNames,
  FileClients,
  MeshClients,
  SecretClients,
} from './accepted-clients';
export type { AccessLogging } from './access-logging';
export { ApiVersions, type IstioKind } from './api-versions';
export { AuthorizationPolicy, type AuthorizationPolicyProps } from './authorization-policy';
export {
  ClientCertificate,
  ClientTls,
  type FileCertificate,
  type SecretCertificate,
  type TlsGreeting,
} from './client-tls';
export type { ConnectionConditions, TcpMatch, TlsMatch } from './connection-match';
export type { ConnectionPool, ConnectionPools, HttpPool, TcpKeepalive, TcpPool } from './connection-pool';
export { TcpRoute, TlsRoute } from './connection-route';
export { type ConsistentHash, type HashAlgorithm, type HashCookie, HashKey } from './consistent-hash';
export type { CorsPolicy, HttpMethod } from './cors-policy';
export type { IDelegateVirtualService } from './delegate-ref';
export { DelegateVirtualService, type DelegateVirtualServiceProps } from './delegate-virtual-service';
export { Destination, type RouteTarget } from './destination';
export { DestinationRule, type DestinationRuleProps } from './destination-rule';
export type { DirectResponse } from './direct-response';
export type { ExportTo } from './export-to';
export type { Fault, FaultAbort, FaultDelay, FaultParts, GrpcStatus } from './fault';
export { Gateway, type GatewayProps } from './gateway';
export { type IGateway, type MeshGateway, mesh, type RouteGateway } from './gateway-ref';
export type { GatewayPort, IGatewayWorkload } from './gateway-workload';
export type { HeaderChanges, HeaderDirections, HeaderOperations } from './header-operations';
export type { HostName } from './host-name';
export {
  type HttpConditions,
  type HttpMatch,
  type HttpMatchNames,
  type IgnoringCase,
  ignoringCase,
  type Present,
  present,
} from './http-match';
export type { HttpRedirect, HttpRedirectParts } from './http-redirect';
export { type HttpRewrite, type HttpRewriteParts, type PathReplacement, replacing } from './http-rewrite';
export {
  type FinalHttpRoute,
  type HttpDelegate,
  type HttpDirectResponseRoute,
  type HttpForward,
  type HttpForwardOptions,
  type HttpRedirectRoute,
  HttpRoute,
  type HttpRouteOptions,
  type HttpShare,
} from './http-route';
export type { IstioObjectProps } from './istio-object';
export { LoadBalancer, type LoadBalancerOptions, type WarmingOptions, type Warmup } from './load-balancer';
export { Locality, type LocalityDistribution, type LocalityFailover } from './locality';
export { type IMeshService, type MeshHost, MeshService, type MeshServicePort } from './mesh-service';
export { type Metric, type MetricChanges, type MetricOverride, type Metrics, MetricTag } from './metrics';
export type { Mirror } from './mirror';
export type { AtLeastOne, NonEmpty } from './non-empty';
export type { LocalOriginFailures, OutlierDetection, OutlierRules } from './outlier-detection';
export type { PathPattern } from './path-pattern';
export { type MtlsMode, PeerAuthentication, type PeerAuthenticationProps } from './peer-authentication';
export {
  allow,
  allowEverything,
  allowNothing,
  audit,
  custom,
  deny,
  denyEverything,
  type IAuthorizationProvider,
  type PolicyAction,
} from './policy-action';
export type { AnonymousKey, Condition, ConditionKey, ConditionValues } from './policy-condition';
export {
  del,
  get,
  head,
  method,
  type Operation,
  type OperationConditions,
  patch,
  post,
  put,
  type RequestMethod,
} from './policy-operation';
export {
  type AnonymousRule,
  type AnonymousRuleParts,
  type AnyRequest,
  anyRequest,
  type Rule,
  type RuleParts,
} from './policy-rule';
export type { AddressConditions, AddressSource, Principal, Source, SourceConditions } from './policy-source';
export { type PolicyTarget, PolicyTargets } from './policy-targets';
export type { PortProtocol } from './port';
export { type HttpStatus, Retries, type RetryCondition, type RetryOptions } from './retries';
export { Server, type ServerHost, type ServerOptions, type ServerProtocol } from './server';
export {
  type CertificateFiles,
  type FileCredential,
  type SecretCredential,
  ServerCredential,
} from './server-credential';
export {
  type IstioMutualTls,
  type MutualTls,
  type PassedTls,
  ServerTls,
  type SimpleTls,
  type TerminatedTls,
} from './server-tls';
export { ServiceIdentity } from './service-identity';
export type { Share } from './share';
export { SpanTag } from './span-tag';
export {
  type Exactly,
  exactly,
  type Matches,
  matches,
  type StartsWith,
  type StringMatch,
  startsWith,
} from './string-match';
export { Subset, type SubsetLabels, type SubsetWithPolicy } from './subset';
export { Telemetry, type TelemetryProps, type TelemetryRules } from './telemetry';
export type { TelemetryDirection } from './telemetry-direction';
export { type ITelemetryProvider, TelemetryProvider } from './telemetry-provider';
export type { CipherSuite, TlsParameters, TlsVersion } from './tls-parameters';
export type { Tracing } from './tracing';
export type {
  PortPolicies,
  PortTrafficPolicy,
  RetryBudget,
  TrafficPolicies,
  TrafficPolicy,
  Tunnel,
} from './traffic-policy';
export {
  type AnyoneTrust,
  type FileTrust,
  type SameSecretTrust,
  type SecretTrust,
  type ServerNames,
  type SystemTrust,
  Trust,
} from './trust';
export { TrustDomain } from './trust-domain';
export { type Routes, VirtualService, type VirtualServiceProps } from './virtual-service';
export { type IServiceIdentity, type IWorkload, Workload } from './workload';
