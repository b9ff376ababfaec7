import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { injectorValues } from '../../../model/injector-values';
import { isGiven } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { isOfInstallation } from '../../../model/mesh-settings';
import type { Workload } from '../../../model/workload';
import type { Analyzer, Told } from '../../analyzer';

const ruleKinds = [
  'virtualServices',
  'destinationRules',
  'sidecars',
  'peerAuthentications',
  'requestAuthentications',
  'authorizationPolicies',
  'telemetries',
  'envoyFilters',
  'wasmPlugins',
] as const;

/** The labels by which pods of a namespace join the mesh. */
export const namespaceInjection: Analyzer = {
  rules: [
    'namespace-not-injected',
    'namespace-injection-value',
    'namespace-two-injection-labels',
    'namespace-revision-unknown',
    'namespace-injected-by-default',
  ],
  reads: [
    'namespaceObjects',
    'injectors',
    'configMaps',
    'serviceAccounts',
    'workloads',
    'settings',
    ...ruleKinds,
  ],
  *analyze(model) {
    const ruled = new Set(ruleKinds.flatMap((kind) => model[kind].map(({ namespace }) => namespace)));
    const filled = filledNamespaces(model);
    for (const namespace of model.namespaceObjects) {
      const isSystem = isOfInstallation(model.settings, namespace.name) || /^kube-/.test(namespace.name);
      if (!isSystem) yield* labelled(model, namespace, ruled, filled);
    }
  },
};

function* labelled(
  model: MeshModel,
  namespace: ObjectOf<'namespaceObjects'>,
  ruled: ReadonlySet<string>,
  filled: ReadonlySet<string>,
): Iterable<Told> {
  const injection = namespace.labels['istio-injection'];
  const revision = namespace.labels['istio.io/rev'];
  const mode = namespace.labels['istio.io/dataplane-mode'];
  const path = ['metadata', 'labels'];
  if (injection !== undefined && injection !== 'enabled' && injection !== 'disabled') {
    yield {
      rule: 'namespace-injection-value',
      about: namespace,
      path: [...path, 'istio-injection'],
      message: `istio-injection must be enabled or disabled: ${injection === '' ? 'an empty value' : injection} injects nothing`,
    };
  }
  if (mode !== undefined && mode !== 'ambient' && mode !== 'none') {
    const nearest = nearestName(mode, ['ambient', 'none']);
    yield {
      rule: 'namespace-injection-value',
      about: namespace,
      path: [...path, 'istio.io/dataplane-mode'],
      message: `istio.io/dataplane-mode must be ambient or none: ${mode === '' ? 'an empty value' : mode} takes no pod into the mesh`,
      ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
    };
  }
  const wishes = [
    injection !== undefined && `istio-injection: ${injection}`,
    revision !== undefined && `istio.io/rev: ${revision}`,
    mode === 'ambient' && `istio.io/dataplane-mode: ${mode}`,
  ].filter((wish) => typeof wish === 'string');
  if (wishes.length > 1 && injection !== 'disabled') {
    yield {
      rule: 'namespace-two-injection-labels',
      about: namespace,
      path,
      message: `${wishes.join(' and ')} together: ${injection === undefined ? 'sidecars are injected all the same' : 'istio-injection wins'}`,
    };
    return;
  }
  const { revisions, given } = model.injectors;
  if (
    revision !== undefined &&
    injection === undefined &&
    model.complete &&
    given &&
    !revisions.has(revision)
  ) {
    const nearest = nearestName(revision, [...revisions]);
    yield {
      rule: 'namespace-revision-unknown',
      about: namespace,
      path: [...path, 'istio.io/rev'],
      message: `no injector serves revision ${revision}, only ${[...revisions].sort().join(', ')}: nothing is injected`,
      ...(nearest !== undefined && { suggestion: `write istio.io/rev: ${nearest}` }),
    };
  }
  if (wishes.length > 0 || (mode !== undefined && mode !== 'none')) return;
  if (injectorValues(model, undefined)?.injectsByDefault) {
    yield {
      rule: 'namespace-injected-by-default',
      about: namespace,
      path,
      message: 'it has no injection label, and the installation injects such namespaces',
    };
    return;
  }
  const workloads = model.workloadIndex
    .select({}, namespace.name)
    .filter(({ origin }) => origin !== 'generated');
  if (workloads.length === 0 && isGiven(model, namespace.name) && !filled.has(namespace.name)) {
    yield {
      rule: 'namespace-not-injected',
      level: 'info',
      about: namespace,
      path,
      message: 'nothing is in it yet, and it has no injection label: pods that come will get no sidecar',
    };
    return;
  }
  if (workloads.some(staysServed)) return;
  // Pods that were injected before the label was gone.
  const wereServed = workloads.some(({ proxy }) => proxy !== 'none');
  if (!wereServed && (!ruled.has(namespace.name) || workloads.length === 0)) return;
  const but = wereServed ? 'the ones that run have it' : 'it holds rules of the mesh';
  yield {
    rule: 'namespace-not-injected',
    about: namespace,
    path,
    message: `it has no injection label, so that its pods get no sidecar, although ${but}`,
  };
}

/** Whether the pods that come next have a proxy too: a pod that runs may have one from better days. */
function staysServed({ origin, proxy, labels, annotations }: Workload): boolean {
  if (origin !== 'pod' || proxy !== 'sidecar') return proxy !== 'none';
  const wishes = [labels['sidecar.istio.io/inject'], annotations['sidecar.istio.io/inject']];
  return wishes.includes('true') || labels['istio.io/rev'] !== undefined;
}

/** What controllers put into every namespace. */
const usual = ['ConfigMap kube-root-ca.crt', 'ConfigMap istio-ca-root-cert', 'ServiceAccount default'];

/** The namespaces that somebody has put something into; `default`, which most clusters leave empty, is one of them. */
function filledNamespaces({ kindsByNamespace, configMaps, serviceAccounts }: MeshModel): ReadonlySet<string> {
  const isUsual = (kind: string) => kind === 'configMaps' || kind === 'serviceAccounts';
  const others = [...kindsByNamespace].filter(([, kinds]) => ![...kinds].every(isUsual));
  const own = [...configMaps, ...serviceAccounts].filter(
    ({ kind, name }) => !usual.includes(`${kind} ${name}`),
  );
  return new Set(['default', ...others.map(([name]) => name), ...own.map(({ namespace }) => namespace)]);
}
