import { hostOf, type IMeshService } from '../istio/references/mesh-service';
import { defined } from '../values/defined';
import type { HostName } from '../values/host-name';
import { given } from '../values/options';

/** Where the proxies of the mesh send something: the name others refer to it by, the service, its port. */
export interface ProviderAddress {
  /** The name that a Telemetry resource refers to the provider by; unique in the mesh configuration. */
  readonly name: string;
  readonly service: IMeshService;
  /** The number of the service's port that takes the data. */
  readonly port: number;
}

interface Spans extends ProviderAddress {
  /**
   * How many characters of a request's path a span keeps.
   * @default 256
   */
  readonly maxTagLength?: number;
}

/** Spans by OTLP over gRPC, or over HTTP where a path is given. */
export interface OpenTelemetryTracing extends Spans {
  /**
   * The path that OTLP over HTTP posts to, such as `/v1/traces`; newer releases only, 1.16 knows gRPC alone.
   * @default - gRPC
   */
  readonly httpPath?: `/${string}`;
}

/** Spans by Zipkin's protocol. */
export interface ZipkinTracing extends Spans {
  /**
   * Whether trace ids have 64 bits only, for collectors that can't read 128.
   * @default false
   */
  readonly use64BitTraceIds?: boolean;
}

/** Spans by SkyWalking's protocol. */
export interface SkyWalkingTracing extends ProviderAddress {
  /**
   * The token that the collector asks for.
   * @default - none
   */
  readonly accessToken?: string;
}

/**
 * A collector of spans that the mesh configuration offers. By itself it gets none: a Telemetry resource turns it on
 * by its name, so it is this object that both are made from.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
 */
export type TracingProvider =
  | ({ readonly kind: 'opentelemetry' } & OpenTelemetryTracing)
  | ({ readonly kind: 'zipkin' } & ZipkinTracing)
  | ({ readonly kind: 'skywalking' } & SkyWalkingTracing);

/** A provider as the mesh configuration writes it: its name, and one field that says what it is. */
export type RenderedProvider = { readonly name: string } & Readonly<Record<string, unknown>>;

export const TracingProvider = {
  /** Spans go out by OTLP, which Jaeger's collector takes too (4317 for gRPC, 4318 for HTTP). */
  opentelemetry(options: OpenTelemetryTracing): TracingProvider {
    return { ...(given(options) as OpenTelemetryTracing), kind: 'opentelemetry' };
  },

  /** Spans go out by Zipkin's protocol, which Jaeger's collector takes too (port 9411). */
  zipkin(options: ZipkinTracing): TracingProvider {
    return { ...(given(options) as ZipkinTracing), kind: 'zipkin' };
  },

  /** Spans go out by SkyWalking's protocol (port 11800). */
  skywalking(options: SkyWalkingTracing): TracingProvider {
    return { ...(given(options) as SkyWalkingTracing), kind: 'skywalking' };
  },
};

/** Writes an entry of the mesh configuration's `extensionProviders`. */
export function renderTracingProvider(provider: TracingProvider): RenderedProvider {
  const { name } = provider;
  switch (provider.kind) {
    case 'opentelemetry':
      return {
        name,
        opentelemetry: defined<Readonly<Record<string, unknown>>>({
          ...renderAddress(provider),
          maxTagLength: provider.maxTagLength,
          http: provider.httpPath === undefined ? undefined : { path: provider.httpPath },
        }),
      };
    case 'zipkin':
      return {
        name,
        zipkin: defined<Readonly<Record<string, unknown>>>({
          ...renderAddress(provider),
          maxTagLength: provider.maxTagLength,
          enable64bitTraceId: provider.use64BitTraceIds,
        }),
      };
    case 'skywalking':
      return {
        name,
        skywalking: defined<Readonly<Record<string, unknown>>>({
          ...renderAddress(provider),
          accessToken: provider.accessToken,
        }),
      };
    default:
      return provider satisfies never;
  }
}

/** The two fields that every provider with a service has. */
export function renderAddress(address: ProviderAddress): {
  readonly service: HostName;
  readonly port: number;
} {
  return { service: hostOf(address.service), port: address.port };
}
