import { carries } from '../kubernetes/label-selector';
import type { Labels } from '../values/labels';
import { hostCovers, hostsOverlap } from './host-name';
import type { ObjectOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';
import type { MeshService } from './service';

/** Whether what a namespace exports so is seen by clients of another. */
export function isExportedTo(exportTo: readonly string[], owner: string, client: string): boolean {
  return exportTo.some((to) => to === '*' || to === client || (to === '.' && owner === client));
}

/** Who sees a rule: what it says itself, or the default of the mesh. */
export function exportOf(
  object: ObjectOf<'virtualServices'> | ObjectOf<'destinationRules'>,
  model: MeshModel,
): readonly string[] {
  if (object.spec.exportTo?.length) return object.spec.exportTo;
  const { virtualServices, destinationRules } = model.settings.defaultExportTo;
  return object.kind === 'VirtualService' ? virtualServices : destinationRules;
}

/**
 * The Sidecar in force for a workload: one of its namespace that selects it, else the one of its namespace without a
 * selector, else the one of the root namespace; undefined where it sees everything that is exported to it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export function sidecarOf(
  model: MeshModel,
  namespace: string,
  labels: Labels,
): ObjectOf<'sidecars'> | undefined {
  const own = model.sidecarsByNamespace.get(namespace) ?? [];
  const selecting = own.find((sidecar) => hasSelector(sidecar) && carries(labels, selectorOf(sidecar)));
  if (selecting !== undefined) return selecting;
  const root = model.sidecarsByNamespace.get(model.settings.rootNamespace) ?? [];
  return own.find((sidecar) => !hasSelector(sidecar)) ?? root.find((sidecar) => !hasSelector(sidecar));
}

function selectorOf(sidecar: ObjectOf<'sidecars'>): Labels {
  return sidecar.spec.workloadSelector?.labels ?? {};
}

function hasSelector(sidecar: ObjectOf<'sidecars'>): boolean {
  return sidecar.spec.workloadSelector !== undefined;
}

/**
 * Whether a Sidecar lets the workloads of a namespace see a host of a namespace. A Sidecar without egress hosts hides
 * nothing.
 */
export function sidecarShows(
  sidecar: ObjectOf<'sidecars'> | undefined,
  client: string,
  host: string,
  owner: string,
): boolean {
  const egress = sidecar?.spec.egress ?? [];
  if (egress.length === 0) return true;
  return egress.some(({ hosts }) =>
    (hosts ?? []).some((written) => {
      const slash = written.indexOf('/');
      const namespace = written.slice(0, slash);
      const shown = written.slice(slash + 1).toLowerCase();
      const fits = namespace === '*' || namespace === owner || (namespace === '.' && owner === client);
      return fits && namespace !== '~' && hostsOverlap(shown, host);
    }),
  );
}

/** The services that a host names, whoever sees them: those of this very host, else those whose wildcard covers it. */
export function servicesNamed(model: MeshModel, host: string): readonly MeshService[] {
  const exact = model.servicesByHost.get(host);
  if (exact !== undefined) return exact;
  return model.wildcardServices.filter((service) => hostCovers(service.host, host));
}

/** The ports of a service that code names as described elsewhere, none where it says none; undefined for all others. */
export function portsElsewhere(model: MeshModel, host: string): readonly number[] | undefined {
  const named = model.outside.get(host);
  // One that is here, and hidden from the client, is not elsewhere.
  return named?.kind === 'host' && servicesNamed(model, host).length === 0 ? named.ports : undefined;
}

/** The services that a host names for clients of a namespace, those of their own namespace first. */
export function servicesSeen(model: MeshModel, host: string, client: string): readonly MeshService[] {
  return servicesNamed(model, host)
    .filter(({ exportTo, namespace }) => isExportedTo(exportTo, namespace, client))
    .sort((a, b) => Number(b.namespace === client) - Number(a.namespace === client));
}
