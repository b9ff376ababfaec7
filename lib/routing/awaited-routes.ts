import { sinceRelease, takesAlpha } from '../model/control-plane';
import type { MeshModel } from '../model/mesh-model';
import { alphaUntil, alphaVariable } from '../release/alpha-until';
import type { Trace } from './trace';

/** Routes of connections that this istiod does not take: for sure, or as far as is known of it. */
export function awaitedRoutes(
  { answer, connection }: Trace,
  model: MeshModel,
): { readonly notes: readonly string[]; readonly notModelled: readonly string[] } {
  // A connection that is led by a route, and a request that was read, are not theirs.
  if (answer !== undefined || connection?.route !== undefined) return none;
  const alpha = takesAlpha(model);
  if (alpha) return none;
  const { tcpRoutes, tlsRoutes, release } = model;
  const awaited = [...tcpRoutes, ...tlsRoutes].filter(
    ({ kind }) => alphaUntil(kind, release.version) !== undefined,
  );
  const said = awaited.map(
    ({ kind, namespace, name }) =>
      `${kind} ${namespace}/${name} counts only where istiod ${release.version} has ${alphaVariable}=true`,
  );
  if (alpha === false) return { ...none, notes: said.map((one) => `${one}, which it has not`) };
  return { ...none, notModelled: said.map((one) => `${one}: taken not to have it`) };
}

/** Objects of kinds that the release does not know. */
export function unknownKinds(model: MeshModel): string[] {
  return [...model.grpcRoutes, ...model.listenerSets].flatMap(({ kind, namespace, name }) => {
    const since = sinceRelease(model, kind);
    return since === undefined
      ? []
      : [`${kind} ${namespace}/${name} counts for nothing before Istio ${since}, which brings its kind`];
  });
}

const none = { notes: [], notModelled: [] };
