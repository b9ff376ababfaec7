import type { EnvVar } from 'kubernetes-types/core/v1';
import { toConfigYaml } from '../synth/yaml';

/** What Jaeger is told. */
export interface JaegerSettings {
  /** How long spans are kept, in hours as `72h`. */
  readonly retention: string;
  /** Where browsers find its pages below the host; empty for the root. */
  readonly basePath: `/${string}` | '';
}

/** Where spans lie in Jaeger's pod. */
export const spanFolder = '/badger';
const keys = `${spanFolder}/key`;
const values = `${spanFolder}/data`;

const anyone = (port: number) => ({ endpoint: `0.0.0.0:${port}` });

/** The file that configures version 2, an OpenTelemetry Collector. */
export function jaegerYaml({ retention, basePath }: JaegerSettings): string {
  const storage = 'spans';
  return toConfigYaml({
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: {
        traces: {
          receivers: ['otlp', 'jaeger', 'zipkin'],
          processors: ['batch'],
          exporters: ['jaeger_storage_exporter'],
        },
      },
      telemetry: {
        resource: { 'service.name': 'jaeger' },
        metrics: {
          level: 'basic',
          readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }],
        },
        logs: { level: 'info' },
      },
    },
    extensions: {
      jaeger_storage: {
        backends: {
          [storage]: {
            badger: { ephemeral: false, directories: { keys, values }, ttl: { spans: retention } },
          },
        },
      },
      jaeger_query: {
        ...(basePath !== '' && { base_path: basePath }),
        storage: { traces: storage },
        http: anyone(16686),
        grpc: anyone(16685),
      },
      healthcheckv2: { use_v2: true, http: anyone(13133) },
    },
    receivers: {
      otlp: { protocols: { grpc: anyone(4317), http: anyone(4318) } },
      jaeger: { protocols: { grpc: anyone(14250), thrift_http: anyone(14268) } },
      zipkin: anyone(9411),
    },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: storage } },
  });
}

/** The environment that configures version 1. */
export function jaegerEnvironment({ retention, basePath }: JaegerSettings, takesOtlp: boolean): EnvVar[] {
  return Object.entries({
    SPAN_STORAGE_TYPE: 'badger',
    BADGER_EPHEMERAL: 'false',
    BADGER_DIRECTORY_KEY: keys,
    BADGER_DIRECTORY_VALUE: values,
    BADGER_SPAN_STORE_TTL: retention,
    COLLECTOR_ZIPKIN_HOST_PORT: ':9411',
    ...(takesOtlp && { COLLECTOR_OTLP_ENABLED: 'true' }),
    ...(basePath !== '' && { QUERY_BASE_PATH: basePath }),
  }).map(([name, value]) => ({ name, value }));
}
