import { hostOf, type IMeshService } from '../istio/references/mesh-service';
import { defined } from '../values/defined';
import type { NonEmpty } from '../values/non-empty';
import {
  type AccessLog,
  type AccessLogProvider,
  renderAccessLog,
  renderAccessLogProvider,
} from './access-log';
import { overlay, type Table } from './overlay';
import { type RenderedProvider, renderTracingProvider, type TracingProvider } from './tracing-provider';

/** Something outside the proxies that Telemetry resources refer to by name. */
export type ExtensionProvider = TracingProvider | AccessLogProvider;

/** How the proxies of the mesh encrypt among themselves. */
export interface MutualTls {
  /**
   * Whether a proxy uses mutual TLS towards every workload that has a proxy of its own, without a DestinationRule
   * that says so. Whether a workload refuses plain text is for a PeerAuthentication to say.
   * @default true
   */
  readonly automatic?: boolean;
  /** The oldest TLS version that they agree to. @default '1.2' */
  readonly minimumVersion?: '1.2' | '1.3';
}

/** What holds for every proxy unless a pod's annotation or a ProxyConfig says otherwise. */
export interface ProxyDefaults {
  /** Whether a pod's own containers wait until its proxy is ready. @default false */
  readonly startsFirst?: boolean;
  /** Environment variables of the proxy, such as `ISTIO_META_DNS_CAPTURE`. @default - none */
  readonly metadata?: Readonly<Record<string, string>>;
  /**
   * Where spans go by Zipkin's protocol, the way that came before Telemetry resources and providers.
   * @default - up to the release; newer ones send none
   */
  readonly zipkin?: { readonly service: IMeshService; readonly port: number };
  /** Further fields of Istio's ProxyConfig message, laid over the rest. */
  readonly extra?: Table;
}

/**
 * What is configured once for the whole mesh. Whatever is left out stays as the profile has it; a list that is given
 * replaces the profile's list.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 */
export interface MeshConfig {
  /** @default - the profile's: on for `demo`, off for the others */
  readonly accessLog?: AccessLog;
  /** What Telemetry resources may refer to. @default - the profile's: `demoProviders` for `demo`, none for others */
  readonly providers?: readonly ExtensionProvider[];
  /** Where spans go when no Telemetry resource names a provider. @default - nowhere */
  readonly defaultTracing?: NonEmpty<TracingProvider>;
  /** Whether a request to a host that the registry doesn't know leaves the mesh. @default 'allow-any' */
  readonly outboundTraffic?: 'allow-any' | 'registry-only';
  /** @default - automatic, TLS 1.2 and later */
  readonly mtls?: MutualTls;
  /** What the identities of the mesh begin with. @default 'cluster.local' */
  readonly trustDomain?: string;
  /** @default - the profile's */
  readonly proxy?: ProxyDefaults;
  /** Further fields of Istio's MeshConfig message, laid over the rest: the way out for what has no name here. */
  readonly extra?: Table;
}

const outbound = { 'allow-any': 'ALLOW_ANY', 'registry-only': 'REGISTRY_ONLY' } as const satisfies Record<
  NonNullable<MeshConfig['outboundTraffic']>,
  string
>;

const tlsVersion = { '1.2': 'TLSV1_2', '1.3': 'TLSV1_3' } as const satisfies Record<
  NonNullable<MutualTls['minimumVersion']>,
  string
>;

/** Writes the fields of Istio's MeshConfig message that were chosen; none for an empty configuration. */
export function renderMeshConfig(config: MeshConfig): Table {
  const { accessLog, defaultTracing, outboundTraffic, mtls, trustDomain, proxy } = config;
  const providers = allProviders(config);
  const rendered = defined<Table>({
    ...(accessLog && renderAccessLog(accessLog)),
    trustDomain,
    outboundTrafficPolicy: outboundTraffic && { mode: outbound[outboundTraffic] },
    enableAutoMtls: mtls?.automatic,
    meshMTLS: mtls?.minimumVersion && { minProtocolVersion: tlsVersion[mtls.minimumVersion] },
    defaultConfig: proxy && renderProxyDefaults(proxy),
    defaultProviders: defaultTracing && { tracing: defaultTracing.map(({ name }) => name) },
    extensionProviders:
      config.providers === undefined && defaultTracing === undefined
        ? undefined
        : providers.map(renderProvider),
  });
  return overlay(rendered, config.extra);
}

function renderProxyDefaults({ startsFirst, metadata, zipkin, extra }: ProxyDefaults): Table {
  return overlay(
    defined<Table>({
      holdApplicationUntilProxyStarts: startsFirst,
      proxyMetadata: metadata,
      tracing: zipkin && { zipkin: { address: `${hostOf(zipkin.service)}:${zipkin.port}` } },
    }),
    extra,
  );
}

function renderProvider(provider: ExtensionProvider): RenderedProvider {
  return provider.kind === 'opentelemetry-access-log'
    ? renderAccessLogProvider(provider)
    : renderTracingProvider(provider);
}

/** The providers, and those that are the default without having been listed. */
export function allProviders({ providers = [], defaultTracing }: MeshConfig): readonly ExtensionProvider[] {
  return [...new Set<ExtensionProvider>([...providers, ...(defaultTracing ?? [])])];
}
