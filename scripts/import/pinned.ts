/** A kind that imports/ has a class for. */
export interface PinnedKind {
  readonly group: string;
  readonly kind: string;
  /** The page that explains the kind's fields: the generated class links to it. */
  readonly reference: string;
}

/** The CRDs of one product: they are released together, so they are imported together. */
export interface CrdSet {
  readonly product: string;
  readonly kinds: readonly PinnedKind[];
}

/** Everything that imports/ is generated from; a new kind is a new row. */
export const crdSets: readonly CrdSet[] = [
  {
    product: 'Istio',
    kinds: [
      istio('networking.istio.io', 'DestinationRule', 'networking/destination-rule'),
      istio('networking.istio.io', 'EnvoyFilter', 'networking/envoy-filter'),
      istio('networking.istio.io', 'Gateway', 'networking/gateway'),
      istio('networking.istio.io', 'ProxyConfig', 'networking/proxy-config'),
      istio('networking.istio.io', 'ServiceEntry', 'networking/service-entry'),
      istio('networking.istio.io', 'Sidecar', 'networking/sidecar'),
      istio('networking.istio.io', 'VirtualService', 'networking/virtual-service'),
      istio('networking.istio.io', 'WorkloadEntry', 'networking/workload-entry'),
      istio('networking.istio.io', 'WorkloadGroup', 'networking/workload-group'),
      istio('security.istio.io', 'AuthorizationPolicy', 'security/authorization-policy'),
      istio('security.istio.io', 'PeerAuthentication', 'security/peer_authentication'),
      istio('security.istio.io', 'RequestAuthentication', 'security/request_authentication'),
      istio('telemetry.istio.io', 'Telemetry', 'telemetry'),
      istio('extensions.istio.io', 'TrafficExtension', 'proxy_extensions/traffic_extension'),
      istio('extensions.istio.io', 'WasmPlugin', 'proxy_extensions/wasm-plugin'),
    ],
  },
  {
    product: 'Argo CD',
    kinds: [
      argo('Application', 'user-guide/application-specification'),
      argo('AppProject', 'operator-manual/project-specification'),
    ],
  },
  {
    product: 'Gateway API',
    kinds: [
      gatewayApi('BackendTLSPolicy'),
      gatewayApi('Gateway'),
      gatewayApi('GatewayClass'),
      gatewayApi('GRPCRoute'),
      gatewayApi('HTTPRoute'),
      gatewayApi('ListenerSet'),
      gatewayApi('ReferenceGrant'),
      gatewayApi('TCPRoute'),
      gatewayApi('TLSRoute'),
    ],
  },
];

function istio(group: string, kind: string, page: string): PinnedKind {
  return { group, kind, reference: `https://istio.io/latest/docs/reference/config/${page}/` };
}

function argo(kind: string, page: string): PinnedKind {
  return { group: 'argoproj.io', kind, reference: `https://argo-cd.readthedocs.io/en/stable/${page}/` };
}

function gatewayApi(kind: string): PinnedKind {
  const reference = `https://gateway-api.sigs.k8s.io/api-types/${kind.toLowerCase()}/`;
  return { group: 'gateway.networking.k8s.io', kind, reference };
}
