import { selects } from '../kubernetes/label-selector';
import type { Labels } from '../values/labels';
import type { ObjectsOf } from './mesh-kinds';

/** Whether a new pod gets a sidecar: by which revision's injector, or why not. */
export type InjectionAnswer =
  | { readonly kind: 'injected'; readonly revision: string }
  | { readonly kind: 'not-injected' }
  /** The namespace is not among the objects, so its labels are not known. */
  | { readonly kind: 'unknown' };

/** What decides on injection. */
export interface Injectors {
  /** Whether the webhooks were among the objects; else they are as `istioctl install` makes them. */
  readonly given: boolean;
  /** The revisions and revision tags that an injector serves. */
  readonly revisions: ReadonlySet<string>;
  /** Asks the webhooks; `namespace` are the labels of the namespace, `pod` those of the pod. */
  answer(namespace: Labels, pod: Labels): InjectionAnswer;
}

type Webhook = NonNullable<ObjectsOf<'mutatingWebhooks'>[number]['spec']['webhooks']>[number];

/** Whether a webhook configuration is an injector of Istio. */
export function isInjector(configuration: ObjectsOf<'mutatingWebhooks'>[number]): boolean {
  const webhooks = configuration.spec.webhooks ?? [];
  return webhooks.some(
    ({ name = '', clientConfig }) =>
      name.endsWith('sidecar-injector.istio.io') || (clientConfig?.service?.path ?? '').startsWith('/inject'),
  );
}

/** The injectors among webhook configurations. */
export function injectors(configurations: ObjectsOf<'mutatingWebhooks'>): Injectors {
  const found = configurations.filter(isInjector);
  const webhooks = found.flatMap(({ labels, spec }) =>
    (spec.webhooks ?? []).map((webhook) => ({
      webhook,
      revision: labels['istio.io/tag'] ?? labels['istio.io/rev'] ?? 'default',
    })),
  );
  if (webhooks.length === 0) return { given: false, revisions: new Set(['default']), answer: usualAnswer };
  return {
    given: true,
    revisions: new Set(webhooks.flatMap(({ webhook, revision }) => [revision, ...revisionsOf(webhook)])),
    answer(namespace, pod) {
      const hit = webhooks.find(
        ({ webhook }) =>
          selects(selector(webhook.namespaceSelector), namespace) &&
          selects(selector(webhook.objectSelector), pod),
      );
      // The injector itself has a last look at the pod.
      if (hit === undefined || pod['sidecar.istio.io/inject'] === 'false') return { kind: 'not-injected' };
      return { kind: 'injected', revision: hit.revision };
    },
  };
}

function revisionsOf({ namespaceSelector, objectSelector }: Webhook): string[] {
  return [namespaceSelector, objectSelector].flatMap((one) =>
    (one?.matchExpressions ?? [])
      .filter(({ key, operator }) => key === 'istio.io/rev' && operator === 'In')
      .flatMap(({ values }) => values ?? []),
  );
}

type Selector = Webhook['namespaceSelector'];

function selector(written: Selector): Parameters<typeof selects>[0] {
  return {
    matchLabels: written?.matchLabels ?? {},
    matchExpressions: (written?.matchExpressions ?? []).map(({ key = '', operator = '', values }) => ({
      key,
      operator,
      values: values ?? [],
    })),
  };
}

/** What the injector of revision `default` answers. */
function usualAnswer(namespace: Labels, pod: Labels): InjectionAnswer {
  const wish = pod['sidecar.istio.io/inject'];
  const revision = pod['istio.io/rev'] ?? namespace['istio.io/rev'];
  if (wish === 'false') return { kind: 'not-injected' };
  if (namespace['istio-injection'] !== undefined) {
    return namespace['istio-injection'] === 'enabled'
      ? { kind: 'injected', revision: 'default' }
      : { kind: 'not-injected' };
  }
  if (revision !== undefined) return { kind: 'injected', revision };
  return wish === 'true' ? { kind: 'injected', revision: 'default' } : { kind: 'not-injected' };
}
