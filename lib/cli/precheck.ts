import { ConfigError } from '../diagnostics/error';
import type { KubernetesObject } from '../kubernetes/identity';
import type { Settings } from '../settings';
import { type InjectionWebhooks, listed, type Pod, type Workload } from './cluster-objects';
import { discover } from './discovery';
import { isGatewayObject } from './gateway-object';
import { gatewayFacts } from './ingress-service';
import type { Kubectl } from './kubectl';
import type { Manifest } from './manifests';
import type { CheckName, Outcome } from './outcome';
import { type Advice, adviceFor } from './precheck/advice';
import { controlPlane } from './precheck/control-plane';
import { ingressGateway } from './precheck/ingress-gateway';
import { injection } from './precheck/injection';
import { kubernetesVersion } from './precheck/kubernetes-version';
import { servedKinds } from './precheck/served-kinds';

/**
 * Asks a cluster whether `dist/` will work in it: nothing is changed. A question that the user may not ask becomes
 * an outcome `unknown`; the others are still answered.
 *
 * @throws ConfigError where the cluster does not answer at all
 */
export async function precheck(
  kubectl: Kubectl,
  manifests: readonly Manifest[],
  settings: Settings,
): Promise<Outcome[]> {
  const { gitVersion } = await kubectl.json<{ readonly gitVersion: string }>(['get', '--raw', '/version']);
  const outcomes = [kubernetesVersion(gitVersion, settings.release)];
  const advice = adviceFor(kubectl, settings.ingress);
  const answers = await Promise.all([
    asked('control-plane', async () => {
      const istiods = await listed<Workload>(kubectl, 'deployments', '-A', '-l', 'app=istiod');
      return controlPlane(istiods, settings.release, advice);
    }),
    asked('served-kinds', async () => {
      const versions = manifests.map(({ object }) => object.apiVersion);
      return servedKinds(manifests, await discover(kubectl, versions), advice);
    }),
    asked('ingress-gateway', async () => {
      const gateways = manifests.map(({ object }) => object).filter(isGatewayObject);
      return ingressGateway(gateways, settings, await gatewayFacts(kubectl), advice);
    }),
    asked('injection', () => injectionOf(kubectl, manifests, advice)),
  ]);
  return [...outcomes, ...answers.flat()];
}

async function asked(check: CheckName, ask: () => Promise<Outcome[]>): Promise<Outcome[]> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [{ check, status: 'unknown', message: error.message }];
  }
}

async function injectionOf(
  kubectl: Kubectl,
  manifests: readonly Manifest[],
  advice: Advice,
): Promise<Outcome[]> {
  const namespaces = manifests.filter(({ object }) => object.kind === 'Namespace');
  if (namespaces.length === 0) return [];
  const all = await listed<InjectionWebhooks>(kubectl, 'mutatingwebhookconfigurations');
  const webhooks = all.filter((one) =>
    (one.webhooks ?? []).some(({ name }) => /sidecar-injector/.test(name)),
  );
  const outcomes = await Promise.all(
    namespaces.map(async ({ object, file }) => {
      const { name } = object.metadata;
      const found = await kubectl.text(['get', 'namespace', name, '--ignore-not-found', '-o', 'json']);
      const live = found.trim() === '' ? undefined : (JSON.parse(found) as KubernetesObject);
      const pods = live === undefined ? [] : await listed<Pod>(kubectl, 'pods', '-n', name);
      return injection(object, file, { live, pods, webhooks }, advice);
    }),
  );
  return outcomes.flat();
}
