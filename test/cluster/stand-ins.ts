import { stringify } from 'yaml';
import type { ControlPlane } from './control-plane';

type Labels = Readonly<Record<string, string>>;

const pod = (labels: Labels, container: string, image: string) => ({
  selector: { matchLabels: labels },
  template: { metadata: { labels }, spec: { containers: [{ name: container, image }] } },
});

/** Makes a namespace where there is none yet. */
export async function makeNamespace(plane: ControlPlane, name: string, labels: Labels = {}): Promise<void> {
  await make(plane, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

/** An istiod that says of itself that it is ready, and the webhook by which it injects. */
export async function makeIstiod(plane: ControlPlane, version: string): Promise<void> {
  const labels = { app: 'istiod', istio: 'pilot' };
  await makeReady(
    plane,
    'istio-system/istiod',
    labels,
    'discovery',
    `registry.istio.io/release/pilot:${version}`,
  );
  await make(plane, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'istio-sidecar-injector' },
    webhooks: [
      {
        name: 'namespace.sidecar-injector.istio.io',
        clientConfig: { service: { name: 'istiod', namespace: 'istio-system', path: '/inject' } },
        // Nobody answers here; a pod is made all the same.
        failurePolicy: 'Ignore',
        timeoutSeconds: 1,
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        namespaceSelector: { matchLabels: { 'istio-injection': 'enabled' } },
        rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
      },
    ],
  });
}

/** Gateway pods that say of themselves that they are ready, and the Service before them. */
export async function makeGateway(
  plane: ControlPlane,
  at: `${string}/${string}`,
  labels: Labels,
  ports: Readonly<Record<number, number>>,
  more: { readonly type?: string; readonly nodePort?: number } = {},
): Promise<void> {
  const [namespace = '', name = ''] = at.split('/');
  await makeReady(plane, at, labels, 'istio-proxy', 'auto');
  await make(plane, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      type: more.type ?? 'LoadBalancer',
      selector: labels,
      ports: Object.entries(ports).map(([port, targetPort]) => ({
        name: `port-${port}`,
        port: Number(port),
        targetPort,
        ...(more.nodePort !== undefined && { nodePort: more.nodePort }),
      })),
    },
  });
}

/** Takes a gateway away again. */
export async function removeGateway(plane: ControlPlane, at: `${string}/${string}`): Promise<void> {
  const [namespace = '', name = ''] = at.split('/');
  await plane.must([
    '-n',
    namespace,
    'delete',
    `service/${name}`,
    `deployment/${name}`,
    '--ignore-not-found',
  ]);
}

/** Says in the status of an object what a controller would say. */
export async function patchStatus(plane: ControlPlane, path: string, status: object): Promise<void> {
  const patched = await plane.call('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
  if (patched.code !== 200) throw new Error(`the status of ${path} was not patched: ${patched.stdout}`);
}

/** A class of gateways, as istiod makes its own. */
export async function makeGatewayClass(plane: ControlPlane, name: string): Promise<void> {
  await make(plane, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name },
    spec: { controllerName: 'istio.io/gateway-controller' },
  });
}

async function makeReady(plane: ControlPlane, at: string, labels: Labels, container: string, image: string) {
  const [namespace = '', name = ''] = at.split('/');
  await makeNamespace(plane, namespace);
  await make(plane, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: pod(labels, container, image),
  });
  await patchStatus(plane, `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`, {
    replicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
  });
}

/** Made as an installer makes things: not by applying. */
async function make(plane: ControlPlane, object: object): Promise<void> {
  const ran = await plane.kubectl(['create', '-f', '-'], stringify(object));
  if (ran.code !== 0 && !ran.stderr.includes('AlreadyExists')) throw new Error(ran.stderr);
}
