import {
  anyMap,
  flag,
  list,
  mapOf,
  number,
  type Read,
  record,
  records,
  text,
  textMap,
  texts,
} from '../shape';

export const workloadSelector = record({ labels: textMap, matchLabels: textMap });

const policyTargetRef = record({ group: text, kind: text, name: text, namespace: text });

/** What a policy is attached to instead of a selector. */
export const targetRefs = { targetRef: policyTargetRef, targetRefs: list(policyTargetRef, {}) };

const serverTls = record({
  mode: text,
  httpsRedirect: flag,
  credentialName: text,
  credentialNames: texts,
  serverCertificate: text,
  privateKey: text,
  caCertificates: text,
  caCertCredentialName: text,
  tlsCertificates: records({ serverCertificate: text, privateKey: text, caCertificates: text }),
  subjectAltNames: texts,
  minProtocolVersion: text,
  maxProtocolVersion: text,
  cipherSuites: texts,
});

const server = record({
  name: text,
  bind: text,
  port: record({ number, protocol: text, name: text, targetPort: number }),
  hosts: texts,
  tls: serverTls,
  defaultEndpoint: text,
});

/** @see https://istio.io/latest/docs/reference/config/networking/gateway/ */
export const gateway = record({ selector: textMap, servers: list(server, {}) });

const clientTls = record({
  mode: text,
  clientCertificate: text,
  privateKey: text,
  caCertificates: text,
  credentialName: text,
  subjectAltNames: texts,
  sni: text,
  insecureSkipVerify: flag,
});

const portPolicy = {
  loadBalancer: anyMap,
  connectionPool: anyMap,
  outlierDetection: anyMap,
  tls: clientTls,
};

export const trafficPolicy = record({
  ...portPolicy,
  portLevelSettings: records({ ...portPolicy, port: record({ number }) }),
  tunnel: anyMap,
  proxyProtocol: anyMap,
  retryBudget: anyMap,
});

/** @see https://istio.io/latest/docs/reference/config/networking/destination-rule/ */
export const destinationRule = record({
  host: text,
  trafficPolicy,
  subsets: records({ name: text, labels: textMap, trafficPolicy }),
  exportTo: texts,
  workloadSelector,
});

/** @see https://istio.io/latest/docs/reference/config/networking/workload-entry/ */
export const workloadEntry = record({
  address: text,
  ports: mapOf(number),
  labels: textMap,
  network: text,
  locality: text,
  weight: number,
  serviceAccount: text,
});

/** @see https://istio.io/latest/docs/reference/config/networking/workload-group/ */
export const workloadGroup = record({
  metadata: record({ labels: textMap, annotations: textMap }),
  template: workloadEntry,
});

/** @see https://istio.io/latest/docs/reference/config/networking/service-entry/ */
export const serviceEntry = record({
  hosts: texts,
  addresses: texts,
  ports: records({ number, protocol: text, name: text, targetPort: number }),
  location: text,
  resolution: text,
  endpoints: list(workloadEntry, {}),
  workloadSelector,
  exportTo: texts,
  subjectAltNames: texts,
});

const sidecarPort = record({ number, protocol: text, name: text, targetPort: number });

/** @see https://istio.io/latest/docs/reference/config/networking/sidecar/ */
export const sidecar = record({
  workloadSelector,
  ingress: records({
    port: sidecarPort,
    bind: text,
    defaultEndpoint: text,
    tls: serverTls,
    captureMode: text,
  }),
  egress: records({ port: sidecarPort, bind: text, hosts: texts, captureMode: text }),
  outboundTrafficPolicy: record({ mode: text, egressProxy: anyMap }),
});

/** @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/ */
export const envoyFilter = record({
  workloadSelector,
  ...targetRefs,
  priority: number,
  configPatches: records({
    applyTo: text,
    match: anyMap,
    patch: record({ operation: text, value: anyMap, filterClass: text }),
  }),
});

/** @see https://istio.io/latest/docs/reference/config/networking/proxy-config/ */
export const proxyConfig = record({
  selector: workloadSelector,
  concurrency: number,
  environmentVariables: textMap,
  image: record({ imageType: text }),
});

/** @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/ */
export const wasmPlugin = record({
  selector: workloadSelector,
  ...targetRefs,
  url: text,
  imagePullSecret: text,
  phase: text,
  match: anyMap,
});

/** @see https://istio.io/latest/docs/reference/config/proxy_extensions/ */
export const trafficExtension = record({ selector: workloadSelector, ...targetRefs });

const telemetryProviders = records({ name: text });

/** @see https://istio.io/latest/docs/reference/config/telemetry/ */
export const telemetry = record({
  selector: workloadSelector,
  ...targetRefs,
  tracing: records({
    match: anyMap,
    providers: telemetryProviders,
    disableSpanReporting: flag,
    customTags: anyMap,
  }),
  metrics: records({ providers: telemetryProviders, overrides: list(anyMap, {}) }),
  accessLogging: records({ match: anyMap, providers: telemetryProviders, disabled: flag, filter: anyMap }),
});

export type GatewaySpec = Read<typeof gateway>;
export type ServerSpec = Read<typeof server>;
export type ServerTlsSpec = Read<typeof serverTls>;
export type DestinationRuleSpec = Read<typeof destinationRule>;
export type TrafficPolicySpec = Read<typeof trafficPolicy>;
export type ClientTlsSpec = Read<typeof clientTls>;
export type WorkloadEntrySpec = Read<typeof workloadEntry>;
export type WorkloadGroupSpec = Read<typeof workloadGroup>;
export type ServiceEntrySpec = Read<typeof serviceEntry>;
export type SidecarSpec = Read<typeof sidecar>;
export type EnvoyFilterSpec = Read<typeof envoyFilter>;
export type WasmPluginSpec = Read<typeof wasmPlugin>;
export type TelemetrySpec = Read<typeof telemetry>;
