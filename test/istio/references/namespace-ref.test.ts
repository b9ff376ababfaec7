import { ConfigPatch, EnvoyFilter, EnvoyPatch, PolicyTargets, Sidecar } from '../../../lib/istio';
import { Injection, MeshNamespace, Microservice } from '../../../lib/workload';
import { rendered } from '../rendered';

type Chart = Parameters<Parameters<typeof rendered>[0]>[0];

const egress = [{ hosts: ['own-namespace'] }] as const;
const configPatches = [
  ConfigPatch.httpFilter({
    match: { context: 'sidecar-inbound', filter: 'envoy.filters.http.router' },
    patch: EnvoyPatch.insertBefore({ name: 'lua' }),
  }),
] as const;

/** A microservice of a namespace in ambient mode, as a caller without types has it. */
function orders(chart: Chart): never {
  const namespace = new MeshNamespace(chart, 'demo', { injection: Injection.ambient });
  return new Microservice(chart, 'orders', {
    namespace,
    ports: { http: 8080 },
    versions: { v1: { image: 'example/orders:1' } },
  }) as never;
}

describe('what configures sidecars in ambient mode', () => {
  it.each<[string, (chart: Chart) => unknown]>([
    ['a Sidecar', (chart) => new Sidecar(chart, 'x', { workload: orders(chart), egress })],
    ['an EnvoyFilter', (chart) => new EnvoyFilter(chart, 'x', { workload: orders(chart), configPatches })],
  ])('is refused as %s for pods', (_, make) => {
    expect(() => rendered(make as never)).toThrow(
      /chart\/x: workload: the pods are in ambient mode and have no sidecar, got \{ app: 'orders' \}; leave it out/,
    );
  });

  it('is refused as a Sidecar for all of a namespace that is described as one in ambient mode', () => {
    expect(() =>
      rendered((chart) => {
        new MeshNamespace(chart, 'demo', { injection: Injection.ambient });
        new Sidecar(chart, 'x', { egress });
      }),
    ).toThrow(/chart\/x: the pods are in ambient mode and have no sidecar, got 'demo'/);
  });

  it('is taken where sidecars are, and as an EnvoyFilter where a gateway of the namespace may be meant', () => {
    expect(() =>
      rendered((chart) => {
        new MeshNamespace(chart, 'demo', { injection: Injection.enabled });
        new Sidecar(chart, 'x', { egress });
      }),
    ).not.toThrow();
    expect(() =>
      rendered((chart) => {
        new MeshNamespace(chart, 'demo', { injection: Injection.ambient });
        new EnvoyFilter(chart, 'x', { configPatches });
        const workload = PolicyTargets.of({ kind: 'gateway-api-gateway', name: 'edge', namespace: 'demo' });
        new EnvoyFilter(chart, 'y', { workload, configPatches });
      }),
    ).not.toThrow();
  });
});
