import { MeshTracing } from '../../lib/addons';
import { demoProviders } from '../../lib/install/demo-providers';
import { renderMeshConfig } from '../../lib/install/mesh-config';
import { renderTracingProvider } from '../../lib/install/tracing-provider';
import { IstioRelease } from '../../lib/release/istio-release';

const of = (version: Parameters<typeof IstioRelease.of>[0], namespace?: string) =>
  MeshTracing.jaeger({ release: IstioRelease.of(version), ...(namespace !== undefined && { namespace }) });

test('The mesh sends spans by OTLP to the port of the collector that takes it', () => {
  const tracing = of('1.30');
  expect(renderMeshConfig(tracing.mesh)).toEqual({
    extensionProviders: [
      {
        name: 'jaeger',
        opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 },
      },
    ],
  });
  expect(tracing.collector.ports).toContainEqual({ name: 'grpc-otel', port: 4317 });
});

test('It is the provider that the demo profile has, so that a demo needs nothing more', () => {
  const tracing = of('1.30');
  const demo = demoProviders.filter(({ name }) => name === 'jaeger');
  expect(tracing.kind).toBe('provider');
  if (tracing.kind !== 'provider') return;
  expect(demo.map((provider) => renderTracingProvider(provider as never))).toEqual([
    renderTracingProvider(tracing.provider),
  ]);
});

test('Before that the mesh is told Zipkin\u2019s address', () => {
  const tracing = of('1.16');
  expect(tracing.kind).toBe('zipkin-address');
  expect(renderMeshConfig(tracing.mesh)).toEqual({
    defaultConfig: { tracing: { zipkin: { address: 'zipkin.istio-system.svc.cluster.local:9411' } } },
  });
  expect(tracing.zipkin).toEqual({
    name: 'zipkin',
    namespace: 'istio-system',
    ports: [{ name: 'http-query', port: 9411 }],
  });
  expect(tracing.collector.ports.map(({ port }) => port)).toEqual([14268, 14250, 9411]);
});

test('All of it is in the mesh\u2019s root namespace', () => {
  const tracing = of('1.30', 'mesh');
  expect(
    new Set([tracing.query, tracing.zipkin, tracing.collector].map(({ namespace }) => namespace)),
  ).toEqual(new Set(['mesh']));
  expect(JSON.stringify(renderMeshConfig(tracing.mesh))).toContain('jaeger-collector.mesh.svc.cluster.local');
});

test('Up to 1.21 proxies send spans unasked, after that they are told where to', () => {
  const first = IstioRelease.versions.find((version) => of(version).kind === 'provider');
  expect(first).toBe('1.22');
  expect(new Set(IstioRelease.versions.map((version) => of(version).kind))).toEqual(
    new Set(['zipkin-address', 'provider']),
  );
});
