import { istiods, takesAlpha } from '../../../model/control-plane';
import type { MeshModel } from '../../../model/mesh-model';
import type { MeshObject } from '../../../model/mesh-object';
import { generatedBy } from '../../../model/workload';
import { alphaUntil, alphaVariable } from '../../../release/alpha-until';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';

/** Routes and listeners of the Gateway API that istiod, as it is installed, does not take yet. */
export const alphaRoutes: Analyzer = {
  rules: ['gateway-api-alpha'],
  reads: ['tlsRoutes', 'tcpRoutes', 'kubernetesGateways', 'gatewayClasses', 'workloads', 'settings'],
  *analyze(model) {
    const istiod = istiodWithoutAlpha(model);
    if (istiod === undefined) return;
    for (const route of [...model.tlsRoutes, ...model.tcpRoutes])
      yield* awaited(model, istiod, route, route.kind, ['kind'], `a ${route.kind}`);
    for (const gateway of model.kubernetesGateways) {
      if (generatedBy(gateway.spec.gatewayClassName, model.gatewayClasses) !== 'gateway') continue;
      for (const [index, { protocol = '' }] of (gateway.spec.listeners ?? []).entries()) {
        const path = ['spec', 'listeners', index, 'protocol'];
        yield* awaited(model, istiod, gateway, protocol, path, `a listener of protocol ${protocol}`);
      }
    }
  },
};

function* awaited(
  { release }: MeshModel,
  istiod: MeshObject,
  about: MeshObject,
  part: string,
  path: Path,
  what: string,
): Iterable<Told> {
  const since = alphaUntil(part, release.version);
  if (since === undefined) return;
  yield {
    rule: 'gateway-api-alpha',
    about,
    path,
    message: `Istio ${release.version} takes ${what} only where istiod has ${alphaVariable}=true, and ${shown(istiod)} has not: nothing comes of it`,
    suggestion: `set ${alphaVariable}=true, or install Istio ${since}`,
    also: [istiod],
  };
}

/** istiod, where it is among the objects and none of it has the variable. */
function istiodWithoutAlpha(model: MeshModel): MeshObject | undefined {
  return takesAlpha(model) === false ? istiods(model)[0]?.object : undefined;
}
