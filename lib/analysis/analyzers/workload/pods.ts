import { isMap } from '../../../kubernetes/identity';
import type { ContainerSpec } from '../../../model/kinds/kubernetes';
import { isKnown } from '../../../model/knowledge';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import { choosesByLabels, type Workload } from '../../../model/workload';
import type { Analyzer, Path, Told } from '../../analyzer';

/** Each tells at most one thing of a workload. */
const checks = [missingProxy, pulledAuto, unnamed, missingAccount];

/** What pods are made of, and whether they join the mesh. */
export const pods: Analyzer = {
  rules: [
    'pod-without-proxy',
    'app-uid-1337',
    'image-auto-without-injection',
    'workload-without-app-version',
    'service-account-missing',
  ],
  reads: ['workloads', 'serviceAccounts', 'namespaces', 'services', 'injectors', 'settings'],
  *analyze(model) {
    for (const workload of model.workloads) {
      if (workload.origin !== 'template' && workload.origin !== 'pod') continue;
      yield* proxyUser(workload);
      for (const check of checks) {
        const told = check(model, workload);
        if (told !== undefined) yield told;
      }
    }
  },
};

function missingProxy(
  model: MeshModel,
  { origin, object, namespace, labels, annotations, proxy, hostNetwork }: Workload,
): Told | undefined {
  if (origin !== 'pod' || proxy !== 'none' || hostNetwork || !isAlive(object.manifest)) return undefined;
  const declared = model.namespaces.get(namespace);
  const wish = annotations['sidecar.istio.io/inject'];
  const pod = wish === undefined ? labels : { 'sidecar.istio.io/inject': wish, ...labels };
  if (declared?.object === undefined || model.injectors.answer(declared.labels, pod).kind !== 'injected')
    return undefined;
  return {
    rule: 'pod-without-proxy',
    about: object,
    path: ['spec', 'containers'],
    message: `it runs without a sidecar, although namespace ${namespace} injects: it is older than the label`,
  };
}

/** Whether a Pod runs or is about to: one that has ended needs no proxy any more. */
function isAlive(manifest: object): boolean {
  const { status } = manifest as { readonly status?: unknown };
  return !isMap(status) || (status.phase !== 'Succeeded' && status.phase !== 'Failed');
}

function isApplication({ name }: ContainerSpec): boolean {
  return name !== 'istio-proxy' && name !== 'istio-operator';
}

function* proxyUser({
  object,
  template,
  templatePath,
  proxy,
  labels,
  annotations,
}: Workload): Iterable<Told> {
  if (proxy === 'gateway' || proxy === 'ztunnel') return;
  // No proxy takes over what a pod sends that wants none, such as istiod's own.
  const wish = 'sidecar.istio.io/inject';
  if (proxy !== 'sidecar' && (labels[wish] ?? annotations[wish]) === 'false') return;
  const message = 'user 1337 is the proxy: what the application sends passes the proxy by';
  const at = [...templatePath, 'spec'];
  const { securityContext, containers = [] } = template.spec ?? {};
  if (
    securityContext?.runAsUser === 1337 &&
    containers.some((one) => isApplication(one) && one.securityContext?.runAsUser === undefined)
  )
    yield { rule: 'app-uid-1337', about: object, path: [...at, 'securityContext', 'runAsUser'], message };
  for (const [index, container] of containers.entries()) {
    if (!isApplication(container) || container.securityContext?.runAsUser !== 1337) continue;
    yield {
      rule: 'app-uid-1337',
      about: object,
      path: [...at, 'containers', index, 'securityContext', 'runAsUser'],
      message,
    };
  }
}

function pulledAuto(model: MeshModel, workload: Workload): Told | undefined {
  const { object, namespace, labels, containers, templatePath, origin } = workload;
  const index = containers.findIndex(({ name, image }) => name === 'istio-proxy' && image === 'auto');
  if (index < 0) return undefined;
  const declared = model.namespaces.get(namespace);
  if (declared?.object === undefined && labels['sidecar.istio.io/inject'] === undefined && !model.complete)
    return undefined;
  const isInjected = model.injectors.answer(declared?.labels ?? {}, labels).kind === 'injected';
  // A Pod that is in the cluster with this image was passed by.
  if (isInjected && !(origin === 'pod' && isMap((object.manifest as unknown as { status?: unknown }).status)))
    return undefined;
  return {
    rule: 'image-auto-without-injection',
    code: origin === 'pod' ? 'IST0147' : 'IST0146',
    about: object,
    path: [...templatePath, 'spec', 'containers', index, 'image'],
    message: 'nothing injects the pods, so that an image named auto is pulled, which there is not',
  };
}

const appLabels = ['app', 'app.kubernetes.io/name', 'service.istio.io/canonical-name', 'k8s-app'];

function unnamed(_: MeshModel, { object, labels, templatePath, proxy }: Workload): Told | undefined {
  if (proxy !== 'sidecar' && proxy !== 'ztunnel') return undefined;
  if (!choosesByLabels(object)) return undefined;
  if (appLabels.some((name) => labels[name]) || object.kind === 'Job' || object.kind === 'CronJob')
    return undefined;
  const path: Path = [...templatePath, 'metadata', 'labels'];
  return {
    rule: 'workload-without-app-version',
    about: object,
    path,
    message:
      "the pods have no label app, and none that says the version: metrics and Kiali's graph can't tell what they are",
  };
}

function missingAccount(
  model: MeshModel,
  { object, serviceAccount, namespace, templatePath }: Workload,
): Told | undefined {
  if (serviceAccount === 'default') return undefined;
  const isSure = isKnown(model, namespace, 'serviceAccounts');
  const key = keyOf({ group: '', kind: 'ServiceAccount', namespace, name: serviceAccount });
  if (!isSure || model.byIdentity.has(key)) return undefined;
  return {
    rule: 'service-account-missing',
    about: object,
    path: [...templatePath, 'spec', 'serviceAccountName'],
    message: `there is no ServiceAccount ${namespace}/${serviceAccount}: no pod is made`,
  };
}
