import { isIP } from 'node:net';
import { selects } from '../../../kubernetes/label-selector';
import { isInjector } from '../../../model/injection';
import { isGiven } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import { type Analyzer, shown, type Told } from '../../analyzer';

type Configuration = ObjectOf<'mutatingWebhooks'> | ObjectOf<'validatingWebhooks'>;
type Webhook = NonNullable<Configuration['spec']['webhooks']>[number];

/** The webhooks of istiod. */
export const webhooks: Analyzer = {
  rules: ['webhook-overlap', 'webhook-service-missing', 'external-control-plane-address'],
  reads: ['mutatingWebhooks', 'validatingWebhooks', 'kubernetesServices', 'services', 'settings'],
  *analyze(model) {
    const own = model.mutatingWebhooks.filter(isIstios);
    yield* overlaps(own);
    for (const configuration of own) yield* serviceless(model, configuration);
    for (const configuration of [...model.mutatingWebhooks, ...model.validatingWebhooks])
      if (/^(?:istiod-default-validator|istio-validator|istio-sidecar-injector)/.test(configuration.name))
        yield* addresses(configuration);
  },
};

function isIstios(configuration: ObjectOf<'mutatingWebhooks'>): boolean {
  const webhooks = configuration.spec.webhooks ?? [];
  return (
    isInjector(configuration) ||
    webhooks.some(({ name = '' }) => name.endsWith('istio.io')) ||
    revisionsOf(configuration).length > 0
  );
}

function revisionsOf({ labels, spec }: ObjectOf<'mutatingWebhooks'>): string[] {
  const own = labels['istio.io/rev'];
  const selected = (spec.webhooks ?? []).flatMap(({ namespaceSelector, objectSelector }) =>
    [namespaceSelector, objectSelector].flatMap((selector) => [
      ...(selector?.matchLabels?.['istio.io/rev'] === undefined
        ? []
        : [selector.matchLabels['istio.io/rev']]),
      ...(selector?.matchExpressions ?? []).flatMap(({ key, values = [] }) =>
        key === 'istio.io/rev' ? values : [],
      ),
    ]),
  );
  return [...(own === undefined ? [] : [own]), ...selected].filter((one): one is string => one !== undefined);
}

/** Labels of a namespace or of a pod, as injectors look at them, with and without a revision. */
function labelSets(
  key: string,
  values: readonly string[],
  revisions: readonly string[],
): Record<string, string>[] {
  const plain = [{}, ...values.map((value) => ({ [key]: value }))];
  return [
    ...plain,
    ...revisions.flatMap((revision) => plain.map((one) => ({ ...one, 'istio.io/rev': revision }))),
  ];
}

function* overlaps(configurations: readonly ObjectOf<'mutatingWebhooks'>[]): Iterable<Told> {
  const revisions = [...new Set(configurations.flatMap(revisionsOf))];
  const namespaces = labelSets('istio-injection', ['enabled', 'disabled'], revisions);
  const pods = labelSets('sidecar.istio.io/inject', ['true', 'false'], revisions);
  const all = configurations.flatMap((configuration) =>
    (configuration.spec.webhooks ?? []).map((webhook, index) => ({ configuration, webhook, index })),
  );
  const told = new Set<string>();
  for (const namespace of namespaces) {
    for (const pod of pods) {
      const hits = all.filter(
        ({ webhook }) => fits(webhook.namespaceSelector, namespace) && fits(webhook.objectSelector, pod),
      );
      if (hits.length < 2) continue;
      for (const { configuration, webhook, index } of hits) {
        const others = hits.filter((hit) => hit.webhook !== webhook);
        const key = `${configuration.name} ${index}`;
        if (told.has(key)) continue;
        told.add(key);
        yield {
          rule: 'webhook-overlap',
          about: configuration,
          path: ['webhooks', index],
          message: `${webhook.name} matches the same pods as ${others.map((one) => `${one.webhook.name} of ${one.configuration.name}`).join(', ')}: which of them injects is a matter of chance`,
          also: [...new Set(others.map((one) => one.configuration))].filter((one) => one !== configuration),
        };
      }
    }
  }
}

function fits(selector: Webhook['namespaceSelector'], labels: Record<string, string>): boolean {
  const expressions = (selector?.matchExpressions ?? []).map(({ key = '', operator = '', values = [] }) => ({
    key,
    operator,
    values,
  }));
  return selects({ matchLabels: selector?.matchLabels ?? {}, matchExpressions: expressions }, labels);
}

function* serviceless(model: MeshModel, configuration: ObjectOf<'mutatingWebhooks'>): Iterable<Told> {
  for (const [index, { clientConfig }] of (configuration.spec.webhooks ?? []).entries()) {
    const service = clientConfig?.service;
    if (service === undefined) continue;
    const { name = '', namespace = '' } = service;
    if (!isGiven(model, namespace)) continue;
    if (model.byIdentity.has(keyOf({ group: '', kind: 'Service', namespace, name }))) continue;
    yield {
      rule: 'webhook-service-missing',
      about: configuration,
      path: ['webhooks', index, 'clientConfig', 'service'],
      message: `there is no Service ${namespace}/${name}: pods are refused, or not injected`,
    };
    return;
  }
}

function* addresses(configuration: Configuration): Iterable<Told> {
  for (const [index, { name, clientConfig }] of (configuration.spec.webhooks ?? []).entries()) {
    const path = ['webhooks', index, 'clientConfig'];
    const url = clientConfig?.url;
    if (url === undefined) {
      if (clientConfig?.service !== undefined) continue;
      yield {
        rule: 'external-control-plane-address',
        level: 'warning',
        code: 'IST0163',
        about: configuration,
        path: [...path, 'url'],
        message: `${name} of ${shown(configuration)} has neither a url nor a service: nobody is asked`,
      };
      continue;
    }
    const host = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : undefined;
    if (host === undefined || host === '') {
      yield {
        rule: 'external-control-plane-address',
        level: 'warning',
        code: 'IST0163',
        about: configuration,
        path: [...path, 'url'],
        message: `${url} is no address: nobody is asked`,
      };
    } else if (isIP(host)) {
      yield {
        rule: 'external-control-plane-address',
        about: configuration,
        path: [...path, 'url'],
        message: `${host} is an IP address: the certificate of the control plane can name a host only`,
      };
    }
  }
}
