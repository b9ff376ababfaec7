import {
  backendTlsPolicy,
  gatewayClass,
  httpRoute,
  kubernetesGateway,
  listenerSet,
  referenceGrant,
  route,
} from './kinds/gateway-api';
import { secret, service, webhooks } from './kinds/kubernetes';
import {
  destinationRule,
  envoyFilter,
  gateway,
  proxyConfig,
  serviceEntry,
  sidecar,
  telemetry,
  trafficExtension,
  wasmPlugin,
  workloadEntry,
  workloadGroup,
} from './kinds/networking';
import { authorizationPolicy, peerAuthentication, requestAuthentication } from './kinds/security';
import { virtualService } from './kinds/virtual-service';
import type { MeshObject } from './mesh-object';
import { anyMap, type Read, record, type Shape } from './shape';

interface Kind<Body> {
  readonly group: string;
  readonly kind: string;
  readonly shape: Shape<Body>;
  readonly within: 'spec' | 'all';
}

function spec<Body>(group: string, kind: string, shape: Shape<Body>): Kind<Body> {
  return { group, kind, shape, within: 'spec' };
}

function whole<Body>(group: string, kind: string, shape: Shape<Body>): Kind<Body> {
  return { group, kind, shape, within: 'all' };
}

const networking = 'networking.istio.io';
const security = 'security.istio.io';
const gatewayApi = 'gateway.networking.k8s.io';
const admission = 'admissionregistration.k8s.io';

/** The kinds that a mesh is made of, by the name of their list in a model; workloads have a list of their own. */
export const meshKinds = {
  virtualServices: spec(networking, 'VirtualService', virtualService),
  destinationRules: spec(networking, 'DestinationRule', destinationRule),
  gateways: spec(networking, 'Gateway', gateway),
  serviceEntries: spec(networking, 'ServiceEntry', serviceEntry),
  workloadEntries: spec(networking, 'WorkloadEntry', workloadEntry),
  workloadGroups: spec(networking, 'WorkloadGroup', workloadGroup),
  sidecars: spec(networking, 'Sidecar', sidecar),
  envoyFilters: spec(networking, 'EnvoyFilter', envoyFilter),
  proxyConfigs: spec(networking, 'ProxyConfig', proxyConfig),
  wasmPlugins: spec('extensions.istio.io', 'WasmPlugin', wasmPlugin),
  trafficExtensions: spec('extensions.istio.io', 'TrafficExtension', trafficExtension),
  telemetries: spec('telemetry.istio.io', 'Telemetry', telemetry),
  peerAuthentications: spec(security, 'PeerAuthentication', peerAuthentication),
  requestAuthentications: spec(security, 'RequestAuthentication', requestAuthentication),
  authorizationPolicies: spec(security, 'AuthorizationPolicy', authorizationPolicy),
  kubernetesGateways: spec(gatewayApi, 'Gateway', kubernetesGateway),
  listenerSets: spec(gatewayApi, 'ListenerSet', listenerSet),
  gatewayClasses: spec(gatewayApi, 'GatewayClass', gatewayClass),
  httpRoutes: spec(gatewayApi, 'HTTPRoute', httpRoute),
  grpcRoutes: spec(gatewayApi, 'GRPCRoute', route),
  tlsRoutes: spec(gatewayApi, 'TLSRoute', route),
  tcpRoutes: spec(gatewayApi, 'TCPRoute', route),
  backendTlsPolicies: spec(gatewayApi, 'BackendTLSPolicy', backendTlsPolicy),
  referenceGrants: spec(gatewayApi, 'ReferenceGrant', referenceGrant),
  kubernetesServices: spec('', 'Service', service),
  namespaceObjects: spec('', 'Namespace', record({})),
  nodes: spec('', 'Node', record({})),
  serviceAccounts: spec('', 'ServiceAccount', record({})),
  secrets: whole('', 'Secret', secret),
  configMaps: whole('', 'ConfigMap', secret),
  mutatingWebhooks: whole(admission, 'MutatingWebhookConfiguration', webhooks),
  validatingWebhooks: whole(admission, 'ValidatingWebhookConfiguration', webhooks),
  customResourceDefinitions: spec('apiextensions.k8s.io', 'CustomResourceDefinition', anyMap),
} as const;

/** The name of a list of objects of one kind. */
export type MeshKind = keyof typeof meshKinds;

/** The objects of one kind. */
export type ObjectsOf<K extends MeshKind> = readonly MeshObject<Read<(typeof meshKinds)[K]['shape']>>[];

/** An object of one kind. */
export type ObjectOf<K extends MeshKind> = ObjectsOf<K>[number];

const names = new Map(
  (Object.keys(meshKinds) as MeshKind[]).map((name) => [
    `${meshKinds[name].group}/${meshKinds[name].kind}`,
    name,
  ]),
);

/** The list that objects of a kind are in; undefined for a kind that a mesh is not made of. */
export function meshKindOf(group: string, kind: string): MeshKind | undefined {
  return names.get(`${group}/${kind}`);
}
