import type { Workload } from '../cluster-objects';
import type { Kubectl } from '../kubectl';
import { argoApplication } from './argo-applications';

/** The commands that remove Istio itself, which a clean-up never does; none where no istiod can be seen. */
export async function remainingSteps(kubectl: Kubectl): Promise<string[]> {
  const ran = await kubectl.run(['get', 'deployments', '-A', '-l', 'app=istiod', '-o', 'json']);
  if (ran.code !== 0) return [];
  const [istiod] = (JSON.parse(ran.stdout) as { readonly items: readonly Workload[] }).items;
  if (istiod === undefined) return [];
  const { namespace = 'istio-system', annotations = {} } = istiod.metadata;
  const deleteNamespace = kubectl.hint('kubectl', `delete namespace ${namespace}`);
  if (argoApplication(istiod) !== undefined) {
    return ['Argo CD installed it: delete its applications (--argocd)', deleteNamespace];
  }
  const release = annotations['meta.helm.sh/release-name'];
  if (release === undefined) return [kubectl.hint('istioctl', 'uninstall --purge'), deleteNamespace];
  return [
    `${kubectl.hint('helm', 'list -A')}, and uninstall the gateways first`,
    kubectl.hint('helm', `uninstall ${release} -n ${namespace}`),
    kubectl.hint('helm', `uninstall istio-base -n ${namespace}`),
    deleteNamespace,
  ];
}
