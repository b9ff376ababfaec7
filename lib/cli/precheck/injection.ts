import type { Outcome } from '../../diagnostics/outcome';
import type { KubernetesObject } from '../../kubernetes/identity';
import { labelText, selects } from '../../kubernetes/label-selector';
import type { Labels } from '../../values/labels';
import type { InjectionWebhooks, Pod } from '../cluster-objects';
import type { Advice } from './advice';

const check = 'injection';

/** The labels on a namespace that decide how its pods join the mesh. */
const meshLabels = ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'];

/** What the cluster has for one namespace of `dist/`. */
export interface NamespaceFacts {
  /** `undefined` where the namespace is not there yet. */
  readonly live: KubernetesObject | undefined;
  readonly pods: readonly Pod[];
  /** The webhooks that put sidecars into pods. */
  readonly webhooks: readonly InjectionWebhooks[];
}

/** Whether pods in a namespace of `dist/` join the mesh, and whether those that run have. */
export function injection(
  wanted: KubernetesObject,
  file: string,
  facts: NamespaceFacts,
  advice: Advice,
): Outcome[] {
  const { name } = wanted.metadata;
  const labels = meshLabelsOf(wanted);
  if (labelText(labels) === '') return [];
  const outcomes = [namespaceLabels(name, labels, file, facts.live, advice)];
  if (labels['istio.io/dataplane-mode'] === 'ambient') return outcomes;
  const all = { ...labels, 'kubernetes.io/metadata.name': name };
  const asks = labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined;
  if (!asks) return outcomes;
  if (facts.webhooks.length === 0) {
    outcomes.push({
      check,
      status: 'finding',
      message: 'no injection webhook of Istio is in the cluster',
      fix: advice.install,
    });
    return outcomes;
  }
  const heard = facts.webhooks.some(({ webhooks = [] }) =>
    webhooks.some(
      (webhook) => selects(webhook.namespaceSelector, all) && selects(webhook.objectSelector, {}),
    ),
  );
  if (!heard) {
    outcomes.push({
      check,
      status: 'finding',
      message: `no injection webhook of the cluster heeds the label ${labelText(labels)} of namespace ${name}`,
      fix:
        labels['istio.io/rev'] === undefined
          ? 'if Istio was installed with a revision, synthesize with that revision or make it the default: istioctl tag set default --revision <revision>'
          : `install Istio with that revision, or write one of those that ${advice.hint('istioctl', 'tag', 'list')} shows`,
    });
  }
  return [...outcomes, ...withoutSidecar(name, facts.pods, advice)];
}

function meshLabelsOf({ metadata }: KubernetesObject): Labels {
  return Object.fromEntries(
    Object.entries(metadata.labels ?? {}).filter(([key]) => meshLabels.includes(key)),
  );
}

function namespaceLabels(
  name: string,
  labels: Labels,
  file: string,
  live: KubernetesObject | undefined,
  advice: Advice,
): Outcome {
  const wanted = labelText(labels);
  const apply = advice.hint('kubectl', 'apply', '-f', file);
  if (live === undefined) {
    return { check, status: 'note', message: `namespace ${name} is not there yet`, fix: apply };
  }
  const has = meshLabelsOf(live);
  const foreign = Object.keys(has).filter((key) => labels[key] === undefined);
  if (foreign.length > 0) {
    return {
      check,
      status: 'finding',
      message: `namespace ${name} has ${labelText(has)}, dist/ says ${wanted}: two that contradict each other`,
      fix: `${advice.hint('kubectl', 'label', 'namespace', name, ...foreign.map((key) => `${key}-`))} && ${apply}`,
    };
  }
  if (Object.entries(labels).some(([key, value]) => has[key] !== value)) {
    const found = labelText(has) === '' ? 'has no label for injection' : `has ${labelText(has)}`;
    return {
      check,
      status: 'finding',
      message: `namespace ${name} ${found}, dist/ says ${wanted}`,
      fix: apply,
    };
  }
  return { check, status: 'ok', message: `namespace ${name} has ${wanted}` };
}

/** Pods that were started before the label was set have no sidecar until they are started again. */
function withoutSidecar(name: string, pods: readonly Pod[], advice: Advice): Outcome[] {
  const bare = pods.filter(
    ({ spec, status, metadata }) =>
      [...spec.containers, ...(spec.initContainers ?? [])].every((one) => one.name !== 'istio-proxy') &&
      spec.hostNetwork !== true &&
      status?.phase !== 'Succeeded' &&
      status?.phase !== 'Failed' &&
      metadata.deletionTimestamp === undefined &&
      metadata.labels?.['sidecar.istio.io/inject'] !== 'false' &&
      metadata.annotations?.['sidecar.istio.io/inject'] !== 'false',
  );
  if (bare.length === 0) return [];
  const names = bare.map(({ metadata }) => metadata.name);
  return [
    {
      check,
      status: 'finding',
      message: `in namespace ${name} these pods run without a sidecar: ${names.join(', ')}`,
      fix: `start them again: ${advice.hint('kubectl', '-n', name, 'rollout', 'restart', 'deployment')}; delete and apply a pod that stands alone`,
    },
  ];
}
