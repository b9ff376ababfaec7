import { groupOf, identity, type KubernetesObject } from '../../kubernetes/identity';
import type { Kubectl } from '../kubectl';
import { lastLine } from '../kubectl-trouble';

/** An Application of Argo CD, as far as its end is concerned. */
interface Application extends KubernetesObject {
  readonly spec?: { readonly project?: string };
  readonly status?: {
    readonly resources?: readonly Managed[];
    readonly operationState?: { readonly phase?: string };
  };
}

/** What an Application says of an object that it manages. */
interface Managed {
  readonly group?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The name of an Application, with its namespace where that is another than Argo CD's own. */
export interface ApplicationName {
  readonly namespace?: string;
  readonly name: string;
}

const tracking = 'argocd.argoproj.io/tracking-id';

/** The Application that would bring an object back. */
export function argoApplication({
  metadata,
}: Pick<KubernetesObject, 'metadata'>): ApplicationName | undefined {
  const [name, namespace] = metadata.annotations?.[tracking]?.split(':')[0]?.split('_').reverse() ?? [];
  if (name === undefined || name === '') return undefined;
  return namespace === undefined ? { name } : { namespace, name };
}

/** The project of an Application; `undefined` for all else. */
export function projectOf(object: KubernetesObject): string | undefined {
  return isApplication(object) ? object.spec?.project : undefined;
}

/**
 * Objects in the order of their deletion, in one list those that go at once: Applications that make others, which
 * Argo CD takes away with them, the last wave first; the other Applications, the last wave first; then all else.
 */
export function deletionStages<T extends KubernetesObject>(objects: readonly T[]): T[][] {
  const applications = objects.filter(isApplication);
  const makers = applications.filter((one) => applicationsMadeBy(one).length > 0);
  const others = applications.filter((one) => !makers.includes(one));
  const waves = [...new Set(others.map(waveOf))].sort((a, b) => b - a);
  const stages = [
    makers,
    ...waves.map((wave) => others.filter((one) => waveOf(one) === wave)),
    objects.filter((one) => !isApplication(one)),
  ];
  return stages.filter((stage) => stage.length > 0);
}

/** The Applications that an object makes. */
export function applicationsMadeBy(object: KubernetesObject): KubernetesObject[] {
  if (!isApplication(object)) return [];
  const { apiVersion } = object;
  return (object.status?.resources ?? [])
    .filter(({ group, kind }) => group === groupOf(apiVersion) && kind === object.kind)
    .map(({ kind, name, namespace = object.metadata.namespace ?? '' }) => ({
      apiVersion,
      kind,
      metadata: { name, namespace },
    }));
}

/**
 * Ends the syncs of Applications that are being deleted. Argo CD would bring each to an end first, and one that waits
 * for what never gets ready has none.
 *
 * @returns what the cluster said where it refused, by the Application's identity
 */
export async function endSyncs(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  const patch = JSON.stringify({ status: { operationState: { phase: 'Terminating' } } });
  for (const application of objects.filter(isApplication)) {
    const { metadata, status } = application;
    const { name, namespace = '', deletionTimestamp } = metadata;
    if (deletionTimestamp === undefined || status?.operationState?.phase !== 'Running') continue;
    const what = [`applications.argoproj.io/${name}`, '-n', namespace];
    const ran = await kubectl.run(['patch', ...what, '--type=merge', '-p', patch]);
    // One that is gone meanwhile is no trouble.
    if (ran.code !== 0 && !ran.stderr.includes('(NotFound)'))
      refused.set(identity(application), lastLine(ran.stderr));
  }
  return refused;
}

/** The Applications that manage these objects and stay. */
export function applicationsOf(
  objects: readonly KubernetesObject[],
  doomed: readonly KubernetesObject[],
): ApplicationName[] {
  const named = objects.flatMap((object) => argoApplication(object) ?? []);
  const distinct = [...new Map(named.map((one) => [`${one.namespace}/${one.name}`, one])).values()];
  return distinct.filter(
    ({ namespace, name }) =>
      !doomed.some(
        (one) =>
          isApplication(one) &&
          one.metadata.name === name &&
          (namespace === undefined || one.metadata.namespace === namespace),
      ),
  );
}

/** Whether an object is an Application of Argo CD. */
export function isApplication<T extends KubernetesObject>(object: T): object is T & Application {
  return object.kind === 'Application' && groupOf(object.apiVersion) === 'argoproj.io';
}

function waveOf({ metadata }: KubernetesObject): number {
  return Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}
