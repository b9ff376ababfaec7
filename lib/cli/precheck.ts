import { ConfigError } from '../diagnostics/error';
import { groupOf } from '../kubernetes/identity';
import type { Settings } from '../settings';
import { objectOf, text } from './answer';
import { listed, readInjectionWebhooks, readPod, readWorkload } from './cluster-objects';
import { discover } from './discovery';
import { gatewayObjects } from './gateway-object';
import { gatewayFacts } from './ingress-service';
import type { Kubectl } from './kubectl';
import type { Manifest } from './manifests';
import { readObject } from './object-answer';
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
  const { gitVersion } = await kubectl.json(['get', '--raw', '/version'], objectOf({ gitVersion: text }));
  const outcomes = [kubernetesVersion(gitVersion, settings.release)];
  const advice = adviceFor(kubectl, settings.ingress);
  const answers = await Promise.all([
    asked('control-plane', async () => {
      const istiods = await listed(kubectl, readWorkload, 'deployments', '-A', '-l', 'app=istiod');
      return controlPlane(istiods, settings.release, advice);
    }),
    asked('served-kinds', async () => {
      const versions = manifests.map(({ object }) => object.apiVersion);
      return servedKinds(manifests, await discover(kubectl, versions), advice);
    }),
    asked('ingress-gateway', async () => {
      const gateways = gatewayObjects(manifests.map(({ object }) => object));
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
  const namespaces = manifests.filter(
    ({ object }) => object.kind === 'Namespace' && groupOf(object.apiVersion) === '',
  );
  if (namespaces.length === 0) return [];
  const all = await listed(kubectl, readInjectionWebhooks, 'mutatingwebhookconfigurations');
  const webhooks = all.filter((one) =>
    (one.webhooks ?? []).some(({ name }) => /sidecar-injector/.test(name)),
  );
  const outcomes = await Promise.all(
    namespaces.map(async ({ object, file }) => {
      const { name } = object.metadata;
      const args = ['get', 'namespace', name, '--ignore-not-found', '-o', 'json'];
      const found = await kubectl.text(args);
      const live = found.trim() === '' ? undefined : kubectl.read(args, found, readObject);
      const pods = live === undefined ? [] : await listed(kubectl, readPod, 'pods', '-n', name);
      return injection(object, file, { live, pods, webhooks }, advice);
    }),
  );
  return outcomes.flat();
}
