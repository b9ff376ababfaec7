import { istioNames } from '../../values/mesh-names';
import { operand } from '../../values/shell-word';
import { listOf, objectOf } from '../answer';
import type { Kubectl } from '../kubectl';
import { readObject } from '../object-answer';
import { argoApplication } from './argo-applications';

/** The commands that remove Istio itself, which a clean-up never does; none where no istiod can be seen. */
export async function remainingSteps(kubectl: Kubectl): Promise<string[]> {
  const args = ['get', 'deployments', '-A', '-l', 'app=istiod', '-o', 'json'];
  const ran = await kubectl.run(args);
  if (ran.code !== 0) return [];
  const [istiod] = kubectl.read(args, ran.stdout, objectOf({ items: listOf(readObject) })).items;
  if (istiod === undefined) return [];
  const { namespace = istioNames.rootNamespace, annotations = {} } = istiod.metadata;
  const deleteNamespace = kubectl.hint('kubectl', 'delete', 'namespace', ...operand(namespace));
  if (argoApplication(istiod) !== undefined) {
    return ['Argo CD installed it: delete its applications (--argocd)', deleteNamespace];
  }
  const release = annotations['meta.helm.sh/release-name'];
  if (release === undefined) return [kubectl.hint('istioctl', 'uninstall', '--purge'), deleteNamespace];
  const uninstall = (name: string) => kubectl.hint('helm', 'uninstall', '-n', namespace, ...operand(name));
  return [
    `${kubectl.hint('helm', 'list', '-A')}, and uninstall the gateways first`,
    uninstall(release),
    uninstall('istio-base'),
    deleteNamespace,
  ];
}
