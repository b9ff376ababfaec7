import type { KubernetesObject } from '../../kubernetes/identity';
import type { Kubectl } from '../kubectl';

/** The few fields by which kubectl finds an object. */
export function references(objects: readonly KubernetesObject[]): string {
  const items = objects.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
    apiVersion,
    kind,
    metadata: namespace === undefined ? { name } : { name, namespace },
  }));
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

/** Those of these objects that are in the cluster, with who set which field. */
export async function liveObjects(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  if (objects.length === 0) return [];
  const args = ['get', '-f', '-', '--ignore-not-found', '--show-managed-fields', '-o', 'json'];
  const text = await kubectl.text(args, references(objects));
  if (text.trim() === '') return [];
  const answer = JSON.parse(text) as KubernetesObject & { readonly items?: readonly KubernetesObject[] };
  return answer.items ?? [answer];
}
