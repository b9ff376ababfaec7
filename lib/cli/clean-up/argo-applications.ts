import { groupOf, type KubernetesObject } from '../identity';
import type { Kubectl } from '../kubectl';

/** An Application of Argo CD, as far as its end is concerned. */
interface Application extends KubernetesObject {
  readonly status?: {
    readonly resources?: readonly { readonly kind: string }[];
    readonly operationState?: { readonly phase?: string };
  };
}

/** Whether an Application makes others. Argo CD then deletes them with it, the last wave first. */
export function makesApplications(object: KubernetesObject): boolean {
  return (
    isApplication(object) && object.status?.resources?.some(({ kind }) => kind === 'Application') === true
  );
}

/**
 * Ends the syncs of Applications that are being deleted. Argo CD would bring each to an end first, and one that waits
 * for what never gets ready has none.
 */
export async function endSyncs(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<void> {
  const patch = JSON.stringify({ status: { operationState: { phase: 'Terminating' } } });
  for (const { metadata, status } of objects.filter(isApplication)) {
    const { name, namespace = '', deletionTimestamp } = metadata;
    if (deletionTimestamp === undefined || status?.operationState?.phase !== 'Running') continue;
    // One that is gone meanwhile is no trouble.
    await kubectl.run([
      'patch',
      'applications.argoproj.io',
      name,
      '-n',
      namespace,
      '--type=merge',
      '-p',
      patch,
    ]);
  }
}

function isApplication(object: KubernetesObject): object is Application {
  return object.kind === 'Application' && groupOf(object.apiVersion) === 'argoproj.io';
}
