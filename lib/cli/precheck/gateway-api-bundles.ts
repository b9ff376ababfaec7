import type { Outcome } from '../../diagnostics/outcome';
import { groupOf, type KubernetesObject } from '../../kubernetes/identity';
import { bundleAnnotation, bundledDefinitions, bundleProblem } from '../../release/gateway-api-bundle';
import type { Kubectl } from '../kubectl';
import { readObject } from '../object-answer';
import type { Advice } from './advice';

/**
 * Kinds of `dist/` whose CRDs are there and too old for istiod, which ignores their objects without a word. Where there
 * is none, the check of served kinds tells it.
 *
 * @param version the minor version of Istio, such as `1.30`
 */
export async function gatewayApiBundles(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
  version: string,
  advice: Advice,
): Promise<Outcome[]> {
  const own = objects.filter(({ apiVersion }) => groupOf(apiVersion) === 'gateway.networking.k8s.io');
  const kinds = new Set(own.map(({ kind }) => kind));
  const asked = Object.entries(bundledDefinitions).filter(([, { kind }]) => kinds.has(kind));
  const outcomes = await Promise.all(
    asked.map(async ([name, { kind }]): Promise<Outcome[]> => {
      const args = ['get', 'customresourcedefinition', name, '--ignore-not-found', '-o', 'json'];
      const found = await kubectl.text(args);
      if (found.trim() === '') return [];
      const { annotations = {} } = kubectl.read(args, found, readObject).metadata;
      const problem = bundleProblem(name, annotations[bundleAnnotation], version);
      if (problem === undefined) return [];
      const message = `istiod ${version} reads ${kind} ${problem}: what dist/ has of it is ignored`;
      return [{ check: 'served-kinds', status: 'finding', message, fix: fix(advice) }];
    }),
  );
  return outcomes.flat();
}

const fix = ({ gatewayApi }: Advice) => `install the CRDs of the Gateway API: ${gatewayApi}`;
