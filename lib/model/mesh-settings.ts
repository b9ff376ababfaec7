import { istioNames } from '../values/mesh-names';
import type { ObjectsOf } from './mesh-kinds';
import { anyMap, flag, list, mapOf, record, records, text, texts } from './shape';

const extensionProvider = record({
  name: text,
  envoyFileAccessLog: anyMap,
  envoyHttpAls: anyMap,
  envoyTcpAls: anyMap,
  envoyOtelAls: anyMap,
  prometheus: anyMap,
  stackdriver: anyMap,
  zipkin: anyMap,
  datadog: anyMap,
  skywalking: anyMap,
  opentelemetry: anyMap,
  opencensus: anyMap,
  lightstep: anyMap,
  envoyExtAuthzHttp: anyMap,
  envoyExtAuthzGrpc: anyMap,
  sds: anyMap,
});

const meshConfig = record({
  trustDomain: text,
  trustDomainAliases: texts,
  rootNamespace: text,
  outboundTrafficPolicy: record({ mode: text }),
  defaultServiceExportTo: texts,
  defaultVirtualServiceExportTo: texts,
  defaultDestinationRuleExportTo: texts,
  discoverySelectors: records({
    matchLabels: anyMap,
    matchExpressions: records({ key: text, operator: text, values: texts }),
  }),
  extensionProviders: list(extensionProvider, {}),
  defaultProviders: record({ tracing: texts, metrics: texts, accessLogging: texts }),
  accessLogFile: text,
  enableAutoMtls: flag,
  enableTracing: flag,
  ingressSelector: text,
  ingressService: text,
  ingressControllerMode: text,
  verifyCertificateAtClient: flag,
  meshMTLS: record({ minProtocolVersion: text }),
  pathNormalization: record({ normalization: text }),
  localityLbSetting: anyMap,
  defaultConfig: anyMap,
  defaultHttpRetryPolicy: record({ attempts: anyMap }),
});

const meshNetworks = record({
  networks: mapOf(
    record({
      endpoints: records({ fromCidr: text, fromRegistry: text }),
      gateways: records({ address: text, registryServiceName: text }),
    }),
  ),
});

type MeshConfig = NonNullable<ReturnType<typeof meshConfig>>;
type MeshNetworks = NonNullable<ReturnType<typeof meshNetworks>>;

/**
 * What holds in the whole mesh, from ConfigMap `istio` of the namespace of the control plane, with Istio's defaults.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export interface MeshSettings {
  /** Whether the ConfigMap was among the objects; else all of this is Istio's defaults. */
  readonly given: boolean;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** The namespace whose policies hold in the whole mesh. */
  readonly rootNamespace: string;
  /** The namespace of the control plane, which is the root namespace where the mesh names no other. */
  readonly systemNamespace: string;
  /** The end of the host names of Services. */
  readonly domain: string;
  /** Whether hosts that the mesh does not know can be reached. */
  readonly outbound: 'allow-any' | 'registry-only';
  readonly defaultExportTo: {
    readonly services: readonly string[];
    readonly virtualServices: readonly string[];
    readonly destinationRules: readonly string[];
  };
  readonly autoMtls: boolean;
  /** All else that ConfigMap `istio` says. */
  readonly config: MeshConfig;
  readonly networks: NonNullable<MeshNetworks['networks']>;
  /** The ConfigMap that says so. */
  readonly source?: ObjectsOf<'configMaps'>[number];
}

/** Reads the settings: ConfigMap `istio`, or `istio-<revision>`, of namespace `istio-system` where there are more. */
export function meshSettings(
  configMaps: ObjectsOf<'configMaps'>,
  domain: string = istioNames.clusterDomain,
): MeshSettings {
  const candidates = configMaps.filter(
    ({ name, spec }) => /^istio(-.*)?$/.test(name) && spec.data?.mesh !== undefined,
  );
  const named = candidates.filter(({ name }) => name === 'istio');
  const likely = named.length > 0 ? named : candidates;
  // A namespace of an app may have one of that name too.
  const found = likely.find(({ namespace }) => namespace === istioNames.rootNamespace) ?? likely[0];
  const config = meshConfig(readYaml(found?.spec.data?.mesh)) ?? {};
  const networks = meshNetworks(readYaml(found?.spec.data?.meshNetworks))?.networks ?? {};
  return {
    given: found !== undefined,
    trustDomain: config.trustDomain || istioNames.trustDomain,
    trustDomainAliases: config.trustDomainAliases ?? [],
    rootNamespace: config.rootNamespace || found?.namespace || istioNames.rootNamespace,
    systemNamespace: found?.namespace || istioNames.rootNamespace,
    domain,
    outbound: config.outboundTrafficPolicy?.mode === 'REGISTRY_ONLY' ? 'registry-only' : 'allow-any',
    defaultExportTo: {
      services: config.defaultServiceExportTo ?? ['*'],
      virtualServices: config.defaultVirtualServiceExportTo ?? ['*'],
      destinationRules: config.defaultDestinationRuleExportTo ?? ['*'],
    },
    autoMtls: config.enableAutoMtls ?? true,
    config,
    networks,
    ...(found !== undefined && { source: found }),
  };
}

/** Whether what is in a namespace is the installation's, not an app's. */
export function isOfInstallation(settings: MeshSettings, namespace: string): boolean {
  return namespace === settings.systemNamespace || namespace === settings.rootNamespace;
}

/** A reader of YAML is loaded for what there is: synthesis seldom needs one, and it takes a part of its time. */
function readYaml(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const { readValue } = require('../kubernetes/yaml-text') as typeof import('../kubernetes/yaml-text');
  return readValue(text);
}
