import { AccessLog, AccessLogProvider } from '../../lib/install/access-log';
import { meshConfig } from '../../lib/install/mesh-config-shapes';
import { TracingProvider } from '../../lib/install/tracing-provider';
import { MeshService } from '../../lib/istio/references/mesh-service';
import { refusal, refusedAt } from '../refusal';

const service = MeshService.named('jaeger-collector.istio-system.svc.cluster.local', {
  ports: { 'grpc-otel': 4317, 'http-zipkin': 9411 },
});
const jaeger = TracingProvider.opentelemetry({ name: 'jaeger', service, port: 4317 });
const zipkin = { name: 'zipkin', service, port: 9411 };

test('takes what the factories make, and a provider that is listed and the default', () => {
  const otel = AccessLogProvider.opentelemetry({ name: 'otel', service, port: 4317 });
  expect(
    meshConfig({
      accessLog: AccessLog.json({ fields: { protocol: '%PROTOCOL%' } }),
      providers: [
        jaeger,
        otel,
        TracingProvider.zipkin({ ...zipkin, maxTagLength: 9, use64BitTraceIds: true }),
      ],
      defaultTracing: [jaeger],
      outboundTraffic: 'registry-only',
      mtls: { automatic: false, minimumVersion: '1.3' },
      trustDomain: 'example.com',
      proxy: { startsFirst: true, metadata: { A: 'b' }, zipkin: { service, port: 9411 }, extra: { a: {} } },
      extra: { pathNormalization: { normalization: 'MERGE_SLASHES' } },
    }),
  ).toBeUndefined();
  expect(meshConfig({ accessLog: AccessLog.off, providers: [] })).toBeUndefined();
});

test.each<[at: string, message: string, config: unknown]>([
  [
    'accessLog.format',
    "the format of a line is some text, got ''; write for example '%RESPONSE_CODE%'",
    { accessLog: AccessLog.text({ format: '' }) },
  ],
  [
    'accessLog.path',
    "a path begins with a slash, got 'log'; write '/log'",
    { accessLog: { kind: 'json', path: 'log' } },
  ],
  [
    'accessLog.options',
    "there is no such property, got 'x'; known are 'path', 'format'",
    { accessLog: AccessLog.text('x' as never) },
  ],
  [
    'accessLog',
    "this is not an access log, got { kind: 'xml' }; make an access log with its factory; kinds are 'off', 'text', 'json'",
    { accessLog: { kind: 'xml' } },
  ],
  [
    'providers[0].name',
    "the name of a provider is some text, got ''; write for example 'jaeger', by which Telemetry resources refer to it",
    { providers: [TracingProvider.zipkin({ ...zipkin, name: '' })] },
  ],
  [
    'providers[0].port',
    'jaeger-collector.istio-system.svc.cluster.local has no such port, got 9999; known are 4317, 9411',
    { providers: [TracingProvider.opentelemetry({ ...zipkin, port: 9999 })] },
  ],
  [
    'defaultTracing[0].port',
    "a port must be a whole number from 1 to 65535, got '4317'; write for example 9080",
    { defaultTracing: [{ ...jaeger, port: '4317' }] },
  ],
  [
    'providers[1].maxTagLength',
    'a whole number from 1 to 2147483647 is expected, got 0; write for example 1',
    { providers: [jaeger, TracingProvider.zipkin({ ...zipkin, maxTagLength: 0 })] },
  ],
  [
    'providers',
    "two providers share a name, so that a Telemetry resource could mean either, got 'jaeger'; give each its own name",
    { providers: [jaeger], defaultTracing: [TracingProvider.zipkin({ ...zipkin, name: 'jaeger' })] },
  ],
  [
    'trustDomain',
    "a trust domain is a DNS name, got ''; write for example 'example.org'",
    { trustDomain: '' },
  ],
  [
    'proxy.zipkin.port',
    'a port must be a whole number from 1 to 65535, got 0; write for example 9080',
    { proxy: { zipkin: { service, port: 0 } } },
  ],
  [
    'outboundTraffic',
    "it is one of a few values, got 'registry'; known are 'allow-any', 'registry-only'",
    { outboundTraffic: 'registry' },
  ],
  [
    'proxy.extra.at',
    'this is no plain data, which alone can be written, got 1970-01-01T00:00:00.000Z; write texts, numbers, lists and objects',
    { proxy: { extra: { at: new Date(0) } } },
  ],
])('rejects %s: %s', (at, message, config) => {
  expect(refusal(meshConfig, config)).toBe(message);
  expect(refusedAt(meshConfig, config)).toBe(at);
});
