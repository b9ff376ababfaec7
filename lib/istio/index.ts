export { ApiVersions, type IstioKind } from '../release/api-versions';
export type { GrpcStatus } from '../values/grpc-status';
export type { HostName } from '../values/host-name';
export type { AtLeastOne, NonEmpty } from '../values/non-empty';
export type { PathPattern } from '../values/path-pattern';
export type { PortProtocol } from '../values/port';
export type { NamedPort, ProtocolPort, ProtocolPortName, ServicePort } from '../values/service-port';
export {
  ClientCertificate,
  ClientTls,
  type FileCertificate,
  type SecretCertificate,
  type TlsGreeting,
} from './destination-rule/client-tls';
export type {
  ConnectionPool,
  ConnectionPools,
  Http2KeepAlive,
  HttpPool,
  TcpKeepalive,
  TcpPool,
} from './destination-rule/connection-pool';
export {
  type ConsistentHash,
  type HashAlgorithm,
  type HashCookie,
  HashKey,
} from './destination-rule/consistent-hash';
export { DestinationRule, type DestinationRuleProps } from './destination-rule/destination-rule';
export {
  LoadBalancer,
  type LoadBalancerOptions,
  type WarmingOptions,
  type Warmup,
} from './destination-rule/load-balancer';
export {
  Locality,
  type LocalityDistribution,
  type LocalityFailover,
  type ZoneAwareness,
} from './destination-rule/locality';
export type {
  LocalOriginFailures,
  OutlierDetection,
  OutlierRules,
} from './destination-rule/outlier-detection';
export { Subset, type SubsetLabels, type SubsetWithPolicy } from './destination-rule/subset';
export type {
  PortPolicies,
  PortTrafficPolicy,
  RetryBudget,
  TrafficPolicies,
  TrafficPolicy,
  Tunnel,
} from './destination-rule/traffic-policy';
export {
  type CaCertificates,
  type InsecureSkipVerify,
  type SameSecretTrust,
  type SecretTrust,
  type ServerNames,
  type SystemTrust,
  Trust,
} from './destination-rule/trust';
export type { ClusterConditions, ClusterMatch } from './envoy-filter/cluster-match';
export { ConfigPatch, type PatchParts } from './envoy-filter/config-patch';
export { EnvoyFilter, type EnvoyFilterProps } from './envoy-filter/envoy-filter';
export type {
  FilterChainConditions,
  FilterChainMatch,
  FilterMatch,
  ListenerConditions,
  ListenerFilterMatch,
  ListenerMatch,
} from './envoy-filter/listener-match';
export type { ContextMatch, PatchContext, ProxyConditions, ProxyMatch } from './envoy-filter/patch-context';
export {
  type EnvoyMessage,
  EnvoyPatch,
  type PatchOperation,
} from './envoy-filter/patch-operation';
export type {
  RouteConditions,
  RouteConfigurationConditions,
  RouteConfigurationMatch,
  RouteMatch,
  VirtualHostConditions,
  VirtualHostMatch,
} from './envoy-filter/route-match';
export type { ExtensionPlace } from './extensions/extension-place';
export { TrafficExtension, type TrafficExtensionProps } from './extensions/traffic-extension';
export { TrafficFilter } from './extensions/traffic-filter';
export type { TrafficConditions, TrafficMatch } from './extensions/traffic-match';
export { type HostVariable, hostVariable, type WasmModule } from './extensions/wasm-module';
export { WasmPlugin, type WasmPluginProps } from './extensions/wasm-plugin';
export type {
  AcceptedClients,
  ClientNames,
  FileClients,
  MeshClients,
  SecretClients,
} from './gateway/accepted-clients';
export { Gateway, type GatewayProps } from './gateway/gateway';
export { Server, type ServerHost, type ServerOptions, type ServerProtocol } from './gateway/server';
export {
  type CertificateFiles,
  type CredentialName,
  type FileCredential,
  type SecretCredential,
  ServerCredential,
} from './gateway/server-credential';
export {
  type IstioMutualTls,
  type MutualTls,
  type PassedTls,
  ServerTls,
  type SimpleTls,
  type TerminatedTls,
} from './gateway/server-tls';
export type { CipherSuite, TlsParameters, TlsVersion } from './gateway/tls-parameters';
export { ProxyConfig, type ProxyConfigProps, type ProxySettings } from './proxy-config/proxy-config';
export type { IDelegateVirtualService } from './references/delegate-ref';
export { Destination, type PortDestination, type RouteTarget } from './references/destination';
export type { ExportTo } from './references/export-to';
export {
  GatewayApiGateway,
  type IGatewayApiGateway,
  type IGatewayClass,
  waypointClass,
} from './references/gateway-api-ref';
export { type IGateway, type MeshGateway, mesh, type RouteGateway } from './references/gateway-ref';
export type { GatewayPort, IGatewayWorkload } from './references/gateway-workload';
export type { IJwtIssuer } from './references/jwt-issuer';
export {
  type AnyMeshService,
  type IMeshService,
  type MeshHost,
  MeshService,
  type MeshServicePort,
} from './references/mesh-service';
export { MeshSettings } from './references/mesh-settings';
export type { INamespace, ReaderOf } from './references/namespace-ref';
export type { NamespaceFor, PolicyPlace } from './references/policy-place';
export type { ITargetService, PolicyTarget } from './references/policy-target';
export { type PolicySubject, PolicyTargets } from './references/policy-targets';
export type { RequestReader } from './references/request-reader';
export { type ISecret, Secret } from './references/secret-ref';
export type { IServiceEntry } from './references/service-entry-ref';
export {
  type AnyWorkload,
  type IServiceIdentity,
  type IWorkload,
  ServiceIdentity,
  Workload,
} from './references/workload';
export { type IstioObjectProps, IstioResource } from './resource';
export { CertManagerCertificate, type ICertManagerCertificate } from './secrets/cert-manager-certificate';
export { TlsSecret, type TlsSecretProps } from './secrets/tls-secret';
export {
  type ActionFor,
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
} from './security/authorization-policy';
export { JwtIssuer, type JwtSubject, type RequestPrincipal } from './security/jwt-issuer';
export { type JsonWebKeySet, JwtKeys, type KeyFetching } from './security/jwt-keys';
export type { JwtHeader, JwtRule } from './security/jwt-rule';
export {
  type MtlsMode,
  PeerAuthentication,
  type PeerAuthenticationProps,
} from './security/peer-authentication';
export {
  AuthorizationProvider,
  allow,
  allowConnections,
  allowEverything,
  allowNothing,
  audit,
  type ConnectionAction,
  custom,
  deny,
  denyConnections,
  denyEverything,
  type IAuthorizationProvider,
  type PolicyAction,
} from './security/policy-action';
export type {
  AnonymousKey,
  Condition,
  ConditionKey,
  ConditionValues,
  ConnectionKey,
} from './security/policy-condition';
export {
  type ConnectionOperation,
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
} from './security/policy-operation';
export {
  type AnonymousRule,
  type AnonymousRuleParts,
  type AnyRequest,
  anyRequest,
  type ConnectionRule,
  type ConnectionRuleParts,
  type Rule,
  type RuleParts,
} from './security/policy-rule';
export type {
  AddressConditions,
  AddressSource,
  ConnectionSource,
  Principal,
  Source,
  SourceConditions,
} from './security/policy-source';
export { RequestAuthentication, type RequestAuthenticationProps } from './security/request-authentication';
export { type ExternalService, ExternalTls } from './service-entry/external-service';
export { type DnsResolution, Resolution } from './service-entry/resolution';
export { ServiceEntry, type ServiceEntryProps } from './service-entry/service-entry';
export type { CaptureMode, EgressListener, IngressListener, SidecarPort } from './sidecar/listeners';
export { type OutboundTraffic, Sidecar, type SidecarProps } from './sidecar/sidecar';
export type { NamespaceHosts, VisibleHosts } from './sidecar/visible-hosts';
export type { AccessLogging } from './telemetry/access-logging';
export {
  type Metric,
  type MetricChanges,
  type MetricOverride,
  type Metrics,
  MetricTag,
} from './telemetry/metrics';
export { SpanTag } from './telemetry/span-tag';
export { Telemetry, type TelemetryProps, type TelemetryRules } from './telemetry/telemetry';
export type { TelemetryDirection } from './telemetry/telemetry-direction';
export { type ITelemetryProvider, TelemetryProvider } from './telemetry/telemetry-provider';
export type { Tracing } from './telemetry/tracing';
export type { ConnectionConditions, TcpMatch, TlsMatch } from './virtual-service/connection-match';
export { TcpRoute, TlsRoute } from './virtual-service/connection-route';
export type { CorsPolicy, HttpMethod } from './virtual-service/cors-policy';
export {
  DelegateVirtualService,
  type DelegateVirtualServiceProps,
} from './virtual-service/delegate-virtual-service';
export type { DirectResponse } from './virtual-service/direct-response';
export type { Fault, FaultAbort, FaultDelay, FaultParts } from './virtual-service/fault';
export type { HeaderChanges, HeaderDirections, HeaderOperations } from './virtual-service/header-operations';
export {
  type HttpConditions,
  type HttpMatch,
  type HttpMatchNames,
  type IgnoringCase,
  ignoringCase,
  type Present,
  present,
} from './virtual-service/http-match';
export type { HttpRedirect, HttpRedirectParts } from './virtual-service/http-redirect';
export {
  type HttpRewrite,
  type HttpRewriteParts,
  type PathReplacement,
  replacing,
} from './virtual-service/http-rewrite';
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
} from './virtual-service/http-route';
export type { ClaimMatches, JwtMatch } from './virtual-service/jwt-match';
export type { Mirror } from './virtual-service/mirror';
export { type HttpStatus, Retries, type RetryCondition, type RetryOptions } from './virtual-service/retries';
export type { Share } from './virtual-service/share';
export {
  type Exactly,
  exactly,
  type Matches,
  matches,
  type StartsWith,
  type StringMatch,
  startsWith,
} from './virtual-service/string-match';
export { type Routes, VirtualService, type VirtualServiceProps } from './virtual-service/virtual-service';
export type { Endpoint, EndpointParts } from './workload-entry/endpoint';
export { type HttpProbeOptions, type ProbeTimings, ReadinessProbe } from './workload-entry/readiness-probe';
export { WorkloadEntry, type WorkloadEntryProps } from './workload-entry/workload-entry';
export { WorkloadGroup, type WorkloadGroupProps } from './workload-entry/workload-group';
