import type { Pod } from '../../../lib/cli/cluster-objects';
import { injection, type NamespaceFacts } from '../../../lib/cli/precheck/injection';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';

const advice = {
  hint: (...words: string[]) => words.join(' '),
  install: 'install Istio',
  gatewayApi: 'apply the CRDs',
};
const file = 'dist/10-namespace.k8s.yaml';

function namespace(labels: Record<string, string> = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', labels } };
}

function pod(
  name: string,
  containers: string[],
  more: Partial<Pod> & { labels?: Record<string, string> } = {},
): Pod {
  const { labels = {}, ...rest } = more;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'demo', labels },
    spec: { containers: containers.map((container) => ({ name: container })) },
    ...rest,
  };
}

/** The two webhooks by which Istio injects into namespaces. */
const webhooks: NamespaceFacts['webhooks'] = [
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'istio-sidecar-injector' },
    webhooks: [
      {
        name: 'namespace.sidecar-injector.istio.io',
        namespaceSelector: {
          matchExpressions: [{ key: 'istio-injection', operator: 'In', values: ['enabled'] }],
        },
        objectSelector: {
          matchExpressions: [{ key: 'sidecar.istio.io/inject', operator: 'NotIn', values: ['false'] }],
        },
      },
      {
        name: 'rev.namespace.sidecar-injector.istio.io',
        namespaceSelector: {
          matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['canary'] }],
        },
      },
    ],
  },
];

const enabled = namespace({ 'istio-injection': 'enabled' });

function check(wanted: KubernetesObject, facts: Partial<NamespaceFacts>) {
  return injection(wanted, file, { live: undefined, pods: [], webhooks, ...facts }, advice);
}

describe('the check of injection', () => {
  it('is content with the label, a webhook that heeds it, and pods with sidecars', () => {
    const native: Pod = {
      ...pod('reviews', ['app']),
      spec: { containers: [{ name: 'app' }], initContainers: [{ name: 'istio-proxy' }] },
    };
    expect(check(enabled, { live: enabled, pods: [pod('ratings', ['app', 'istio-proxy']), native] })).toEqual(
      [{ check: 'injection', status: 'ok', message: 'namespace demo has istio-injection=enabled' }],
    );
  });

  it('says how a namespace that is not there yet comes', () => {
    expect(check(enabled, {})).toEqual([
      {
        check: 'injection',
        status: 'note',
        message: 'namespace demo is not there yet',
        fix: 'kubectl apply -f dist/10-namespace.k8s.yaml',
      },
    ]);
  });

  it('has nothing to say of a namespace outside the mesh', () => {
    expect(check(namespace({ team: 'a' }), {})).toEqual([]);
  });

  it('reports a namespace without the label', () => {
    expect(check(enabled, { live: namespace() })).toEqual([
      {
        check: 'injection',
        status: 'finding',
        message: 'namespace demo has no label for injection, dist/ says istio-injection=enabled',
        fix: 'kubectl apply -f dist/10-namespace.k8s.yaml',
      },
    ]);
  });

  it('reports a namespace whose label says otherwise', () => {
    const [finding] = check(enabled, { live: namespace({ 'istio-injection': 'disabled' }) });
    expect(finding?.message).toBe(
      'namespace demo has istio-injection=disabled, dist/ says istio-injection=enabled',
    );
  });

  it('reports a second label that contradicts the first, and takes it off first', () => {
    const live = namespace({ 'istio-injection': 'enabled', 'istio.io/rev': 'canary' });
    expect(check(enabled, { live })[0]).toEqual({
      check: 'injection',
      status: 'finding',
      message:
        'namespace demo has istio-injection=enabled,istio.io/rev=canary, dist/ says istio-injection=enabled: two that contradict each other',
      fix: 'kubectl label namespace demo istio.io/rev- && kubectl apply -f dist/10-namespace.k8s.yaml',
    });
  });

  it('reports a revision that no webhook heeds', () => {
    const wanted = namespace({ 'istio.io/rev': '1-30-3' });
    expect(check(wanted, { live: wanted })[1]).toEqual({
      check: 'injection',
      status: 'finding',
      message: 'no injection webhook of the cluster heeds the label istio.io/rev=1-30-3 of namespace demo',
      fix: 'install Istio with that revision, or write one of those that istioctl tag list shows',
    });
    const canary = namespace({ 'istio.io/rev': 'canary' });
    expect(check(canary, { live: canary })).toHaveLength(1);
  });

  it('reports a cluster that only knows revisions', () => {
    const [only] = webhooks;
    const revisioned = [{ ...(only as NonNullable<typeof only>), webhooks: only?.webhooks?.slice(1) ?? [] }];
    const [, finding] = check(enabled, { live: enabled, webhooks: revisioned });
    expect(finding?.fix).toContain('istioctl tag set default --revision');
  });

  it('does not count a webhook that takes only pods with a label of their own', () => {
    const onRequest = webhooks.map((one) => ({
      ...one,
      webhooks: [
        {
          name: 'object.sidecar-injector.istio.io',
          objectSelector: { matchLabels: { 'sidecar.istio.io/inject': 'true' } },
        },
      ],
    }));
    expect(check(enabled, { live: enabled, webhooks: onRequest })).toHaveLength(2);
  });

  it('reports a cluster without any injection webhook', () => {
    const [, finding] = check(enabled, { live: enabled, webhooks: [] });
    expect(finding?.message).toBe('no injection webhook of Istio is in the cluster');
  });

  it('asks for no webhook in an ambient namespace', () => {
    const ambient = namespace({ 'istio.io/dataplane-mode': 'ambient' });
    expect(check(ambient, { live: ambient, webhooks: [], pods: [pod('a', ['app'])] })).toEqual([
      { check: 'injection', status: 'ok', message: 'namespace demo has istio.io/dataplane-mode=ambient' },
    ]);
  });

  it('reports pods that were started before the label was set, and no others', () => {
    const pods = [
      pod('before', ['app']),
      pod('done', ['app'], { status: { phase: 'Succeeded' } }),
      pod('outside', ['app'], { labels: { 'sidecar.istio.io/inject': 'false' } }),
      pod('failed', ['app'], { status: { phase: 'Failed' } }),
      pod('going', ['app'], { metadata: { name: 'going', deletionTimestamp: 'now' } }),
      pod('annotated', ['app'], {
        metadata: { name: 'annotated', annotations: { 'sidecar.istio.io/inject': 'false' } },
      }),
      pod('node', ['app'], { spec: { containers: [{ name: 'app' }], hostNetwork: true } }),
    ];
    const [, finding, ...more] = check(enabled, { live: enabled, pods });
    expect(more).toEqual([]);
    expect(finding).toEqual({
      check: 'injection',
      status: 'finding',
      message: 'in namespace demo these pods run without a sidecar: before',
      fix: 'start them again: kubectl -n demo rollout restart deployment; delete and apply a pod that stands alone',
    });
  });
});
