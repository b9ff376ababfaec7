import { alphaUntil, alphaVariable } from '../release/alpha-until';
import { gatewayApiKinds, gatewayApiVersion } from '../release/gateway-api-kinds';
import type { MeshModel } from './mesh-model';
import type { Workload } from './workload';

/** istiod, as far as it is among the objects. */
export function istiods({ workloads, settings }: Pick<MeshModel, 'workloads' | 'settings'>): Workload[] {
  return workloads.filter(
    ({ namespace, labels }) => namespace === settings.systemNamespace && labels.app === 'istiod',
  );
}

/** Whether istiod takes what it calls alpha of the Gateway API; undefined where it is not among the objects. */
export function takesAlpha(model: Pick<MeshModel, 'workloads' | 'settings' | 'alpha'>): boolean | undefined {
  if (model.alpha) return true;
  const all = istiods(model);
  if (all.length === 0) return undefined;
  return all.some(({ containers }) =>
    containers.some(({ env = [] }) =>
      env.some(({ name, value }) => name === alphaVariable && /^(?:1|t|true)$/i.test(value ?? '')),
    ),
  );
}

/** The release that brings a kind of the Gateway API, where this one does not know it. */
export function sinceRelease({ release }: Pick<MeshModel, 'release'>, part: string): string | undefined {
  const kind = gatewayApiKinds.find((one) => one === part);
  const version = kind && gatewayApiVersion(kind, release.version);
  return version !== undefined && 'since' in version ? version.since : undefined;
}

/**
 * Whether istiod takes a kind of the Gateway API, or a protocol of listeners: where it is not among the objects it is taken
 * to be installed as by default.
 */
export function takes(model: MeshModel, part: string): boolean {
  if (sinceRelease(model, part) !== undefined) return false;
  return alphaUntil(part, model.release.version) === undefined || takesAlpha(model) === true;
}
