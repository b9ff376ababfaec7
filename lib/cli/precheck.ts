import { ConfigError } from '../diagnostics/error';
import type { CheckName, Outcome } from '../diagnostics/outcome';
import { groupOf, type KubernetesObject } from '../kubernetes/identity';
import type { Settings } from '../settings';
import { objectOf, text } from './answer';
import { listed, readInjectionWebhooks, readPod, readWorkload } from './cluster-objects';
import { type Discovery, discover } from './discovery';
import { gatewayApiObjects, gatewayObjects } from './gateway-object';
import { gatewayFacts } from './ingress-service';
import type { Kubectl } from './kubectl';
import type { Manifest } from './manifests';
import { readObject } from './object-answer';
import { type Advice, adviceFor } from './precheck/advice';
import { controlPlane } from './precheck/control-plane';
import { gatewayApiBundles } from './precheck/gateway-api-bundles';
import { ingressGateway } from './precheck/ingress-gateway';
import { injection } from './precheck/injection';
import { kubernetesVersion } from './precheck/kubernetes-version';
import { madeGateways } from './precheck/made-gateways';
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
  const advice = adviceFor(kubectl, settings);
  const objects = manifests.map(({ object }) => object);
  const served = discover(
    kubectl,
    objects.map(({ apiVersion }) => apiVersion),
  );
  const answers = await Promise.all([
    asked('control-plane', async () => {
      const istiods = await listed(kubectl, readWorkload, 'deployments', '-A', '-l', 'app=istiod');
      return controlPlane(istiods, settings.release, advice);
    }),
    asked('served-kinds', async () => servedKinds(manifests, await served, advice)),
    asked('served-kinds', () => gatewayApiBundles(kubectl, objects, settings.release.version, advice)),
    asked('ingress-gateway', () => gatewaysOf(kubectl, objects, settings, served, advice)),
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

async function gatewaysOf(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
  settings: Settings,
  served: Promise<Discovery>,
  advice: Advice,
): Promise<Outcome[]> {
  const [installed, made] = [gatewayObjects(objects), gatewayApiObjects(objects)];
  const facts = await gatewayFacts(kubectl);
  const outcomes = ingressGateway(installed, settings, facts, advice);
  if (settings.ingress.kind === 'gateway-api-ingress' && made.length === 0) {
    const message = 'no Gateway of dist/ is one of the Gateway API, as the source says';
    return [...outcomes, { check: 'ingress-gateway', status: 'finding', message, fix: 'npm run synth' }];
  }
  const apiVersion = made[0]?.apiVersion;
  if (apiVersion === undefined) return outcomes;
  const isKnown = (await served).serves(apiVersion, 'GatewayClass');
  const classes = isKnown
    ? (await listed(kubectl, readObject, 'gatewayclasses')).map(({ metadata }) => metadata.name)
    : undefined;
  return [...outcomes, ...madeGateways(made, classes, facts, advice)];
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
