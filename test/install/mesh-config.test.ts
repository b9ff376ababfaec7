import { AccessLog, AccessLogProvider } from '../../lib/install/access-log';
import { renderMeshConfig } from '../../lib/install/mesh-config';
import { TracingProvider } from '../../lib/install/tracing-provider';
import { MeshService } from '../../lib/istio/references/mesh-service';

const service = MeshService.named('jaeger-collector.istio-system.svc.cluster.local');
const jaeger = TracingProvider.opentelemetry({ name: 'jaeger', service, port: 4317 });
const otel = AccessLogProvider.opentelemetry({ name: 'otel', service, port: 4317 });

test('nothing chosen writes nothing', () => {
  expect(renderMeshConfig({})).toEqual({});
});

test('every choice is written in the words of MeshConfig', () => {
  expect(
    renderMeshConfig({
      accessLog: AccessLog.text(),
      providers: [otel, jaeger],
      defaultTracing: [jaeger],
      outboundTraffic: 'registry-only',
      mtls: { automatic: false, minimumVersion: '1.3' },
      trustDomain: 'example.com',
      proxy: {
        startsFirst: true,
        metadata: { ISTIO_META_DNS_CAPTURE: 'true' },
        zipkin: { service, port: 9411 },
      },
    }),
  ).toEqual({
    accessLogFile: '/dev/stdout',
    trustDomain: 'example.com',
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    enableAutoMtls: false,
    meshMTLS: { minProtocolVersion: 'TLSV1_3' },
    defaultConfig: {
      holdApplicationUntilProxyStarts: true,
      proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' },
      tracing: { zipkin: { address: 'jaeger-collector.istio-system.svc.cluster.local:9411' } },
    },
    defaultProviders: { tracing: ['jaeger'] },
    extensionProviders: [
      {
        name: 'otel',
        envoyOtelAls: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 },
      },
      {
        name: 'jaeger',
        opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 },
      },
    ],
  });
});

test('requests to unknown hosts are let out only when that is said', () => {
  expect(renderMeshConfig({ outboundTraffic: 'allow-any' })).toEqual({
    outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
  });
});

test('a default provider need not be listed', () => {
  expect(renderMeshConfig({ defaultTracing: [jaeger] })).toEqual({
    defaultProviders: { tracing: ['jaeger'] },
    extensionProviders: [
      {
        name: 'jaeger',
        opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 },
      },
    ],
  });
});

test('an empty list of providers takes those of the profile away', () => {
  expect(renderMeshConfig({ providers: [] })).toEqual({ extensionProviders: [] });
});

test('further fields are laid over, and an empty table among them stays', () => {
  expect(
    renderMeshConfig({
      trustDomain: 'example.com',
      proxy: { extra: { tracing: {} } },
      extra: { trustDomain: 'other.example.com', pathNormalization: { normalization: 'MERGE_SLASHES' } },
    }),
  ).toEqual({
    trustDomain: 'other.example.com',
    defaultConfig: { tracing: {} },
    pathNormalization: { normalization: 'MERGE_SLASHES' },
  });
});
