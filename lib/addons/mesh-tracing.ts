import { jaegerProvider } from '../install/demo-providers';
import type { MeshConfig } from '../install/mesh-config';
import { isAtLeast } from '../install/profile';
import type { TracingProvider } from '../install/tracing-provider';
import { allMeshSettings, istioMesh, type MeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { checkedCall } from '../values/checked-call';
import { namespaceName } from '../values/dns-label';
import { optional, shape } from '../values/shape';
import { type AddonPort, type AddonService, meshServiceOf, numberOf } from './addon-service';

/** What the two ways have in common: Jaeger's Services, by what they are for. */
interface JaegerTracing {
  /**
   * What the mesh must be installed with: `mesh: jaeger.tracing.mesh`. Without a word it is so up to 1.21, and from
   * 1.25 on with the `demo` profile.
   */
  readonly mesh: MeshConfig;
  /** Jaeger's pages, and what Kiali asks. */
  readonly query: AddonService<'http-query' | 'grpc-query'>;
  /** Zipkin's address for proxies that are told no other. */
  readonly zipkin: AddonService<'http-query'>;
  /** What takes spans. */
  readonly collector: AddonService;
}

/** The mesh configuration names a provider, a Telemetry turns it on, and its address is that of the collector. */
export interface ProviderTracing extends JaegerTracing {
  readonly kind: 'provider';
  readonly provider: TracingProvider;
}

/** Proxies send spans to the Zipkin address in the mesh configuration, as they did unasked up to 1.21. */
export interface ZipkinAddressTracing extends JaegerTracing {
  readonly kind: 'zipkin-address';
}

/**
 * How spans get from the proxies to Jaeger. The mesh's provider, the Telemetry that turns it on and the Service that
 * takes the spans are all made from this one object, so that they can't disagree.
 *
 * @see https://istio.io/latest/docs/tasks/observability/distributed-tracing/jaeger/
 */
export type MeshTracing = ProviderTracing | ZipkinAddressTracing;

const older: readonly AddonPort[] = [
  { name: 'jaeger-collector-http', port: 14268, appProtocol: 'http' },
  { name: 'jaeger-collector-grpc', port: 14250, appProtocol: 'grpc' },
  { name: 'http-zipkin', port: 9411 },
];

const otlp: readonly AddonPort[] = [
  { name: 'grpc-otel', port: 4317 },
  { name: 'http-otel', port: 4318 },
];

/** Where a Jaeger is, and of which release the mesh is. */
export interface JaegerPlace {
  readonly release: IstioRelease;
  /** @default - the root namespace */
  readonly namespace?: string;
  /** What the mesh is called. @default - Istio's own */
  readonly settings?: MeshSettings;
}

const jaegerPlace = shape<JaegerPlace>({
  release: istioRelease,
  namespace: optional(namespaceName),
  settings: optional(allMeshSettings),
});

export const MeshTracing = {
  /**
   * Spans go to the `Jaeger` of the namespace: from 1.22 on by OTLP to the provider `jaeger`, before that to Zipkin's
   * address.
   *
   * @throws ConfigError for what is no release, no namespace, no names of a mesh
   * @see https://istio.io/latest/news/releases/1.22.x/announcing-1.22/upgrade-notes/
   */
  jaeger(options: JaegerPlace): MeshTracing {
    const {
      release,
      settings = istioMesh,
      namespace = settings.rootNamespace,
    } = checkedCall('MeshTracing.jaeger', jaegerPlace, options);
    const byProvider = hasStableTelemetry(release);
    const services = {
      query: {
        name: 'tracing',
        namespace,
        ports: [
          { name: 'http-query', port: 80, targetPort: 16686 },
          { name: 'grpc-query', port: 16685 },
        ],
      },
      zipkin: { name: 'zipkin', namespace, ports: [{ name: 'http-query', port: 9411 }] },
      collector: {
        name: 'jaeger-collector',
        namespace,
        ports: takesOtlp(release) ? [...older, ...otlp] : older,
      },
    } as const satisfies Omit<JaegerTracing, 'mesh'>;
    const { collector, zipkin } = services;
    if (!byProvider) {
      const address = { service: meshServiceOf(zipkin, settings), port: numberOf(zipkin, 'http-query') };
      return { kind: 'zipkin-address', mesh: { proxy: { zipkin: address } }, ...services };
    }
    const provider = jaegerProvider(meshServiceOf(collector, settings));
    return { kind: 'provider', mesh: { providers: [provider] }, provider, ...services };
  },
};

/** The samples of earlier releases open no port for it. */
function takesOtlp(release: IstioRelease): boolean {
  return isAtLeast(release, '1.19');
}

/** The release in which Telemetry became stable is also that in which proxies stopped to send spans unasked. */
function hasStableTelemetry({ apiVersions }: IstioRelease): boolean {
  return apiVersions.Telemetry === 'telemetry.istio.io/v1';
}
