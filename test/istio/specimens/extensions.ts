import type { Construct } from 'constructs';
import {
  hostVariable,
  MeshService,
  PolicyTargets,
  ProxyConfig,
  TrafficExtension,
  TrafficFilter,
  type WasmModule,
  WasmPlugin,
  Workload,
} from '../../../lib/istio';

const workload = Workload.labelled({ app: 'reviews' });
const behindWaypoint = PolicyTargets.of(MeshService.named('reviews.demo.svc.cluster.local'));
const directions = ['client', 'server', 'client-and-server'] as const;
const url = 'oci://ghcr.io/example/filter:1.0';

const modules: readonly Omit<WasmModule, 'url'>[] = [
  {
    sha256: 'a'.repeat(64),
    imagePullPolicy: 'if-not-present',
    imagePullSecret: 'registry',
    pluginConfig: { rules: [{ prefix: '/a' }], on: true },
    pluginName: 'example-filter',
    failStrategy: 'fail-close',
    type: 'http',
    env: { A: 'b', POD_NAME: hostVariable },
  },
  { imagePullPolicy: 'always', failStrategy: 'fail-open', type: 'network' },
  { failStrategy: 'fail-reload' },
];

/** WasmPlugins, TrafficExtensions and ProxyConfigs with every field and value. */
export function extensions(scope: Construct): void {
  modules.forEach((module, index) => {
    const place = {
      workload: index === 0 ? workload : behindWaypoint,
      phase: (['authn', 'authz', 'stats'] as const)[index] ?? 'stats',
      priority: index,
      match: [{ direction: directions[index] ?? 'client', ports: [9080, 80 + index] }],
    } as const;
    new WasmPlugin(scope, `wasm-${index}`, { ...place, ...module, url });
    new TrafficExtension(scope, `traffic-wasm-${index}`, {
      ...place,
      filter: TrafficFilter.wasm(url, module),
    });
  });
  new TrafficExtension(scope, 'lua', {
    filter: TrafficFilter.lua('function envoy_on_request(handle) end'),
  });
  new ProxyConfig(scope, 'proxies', {
    workload,
    concurrency: 2,
    environmentVariables: { ISTIO_META_REGION: 'eu' },
    imageType: 'distroless',
  });
  new ProxyConfig(scope, 'all-cores', { concurrency: 'all-cores' });
}
