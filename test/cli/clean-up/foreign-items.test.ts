import { foreignHeld, foreignItems } from '../../../lib/cli/clean-up/foreign-items';
import type { NamespaceItem, Owner } from '../../../lib/cli/clean-up/namespace-item';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';

let count = 0;

interface Given {
  readonly uid?: string;
  /** Owners by their uid, a `*` behind that of the controller. */
  readonly owners?: readonly string[];
  readonly tokenOf?: string;
  readonly tokens?: readonly string[];
  readonly keys?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

function item(apiVersion: string, kind: string, name: string, given: Given = {}): NamespaceItem {
  const { uid = `uid-${count++}`, owners = [], tokens = [], keys = [], tokenOf, labels } = given;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'demo', uid, ...(labels && { labels }) },
    owners: owners.map((owner): Owner => ({ uid: owner.replace('*', ''), controller: owner.endsWith('*') })),
    ...(tokenOf !== undefined && { tokenOf }),
    tokens,
    keys,
  };
}

function ours(apiVersion: string, kind: string, name: string): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'demo', uid: `uid-${kind}` } };
}

const known = [
  ours('apps/v1', 'Deployment', 'reviews-v1'),
  ours('v1', 'Service', 'reviews'),
  ours('v1', 'ServiceAccount', 'bookinfo-reviews'),
  ours('v1', 'ConfigMap', 'settings'),
  ours('gateway.networking.k8s.io/v1', 'Gateway', 'entry'),
  ours('networking.istio.io/v1', 'VirtualService', 'reviews'),
  ours('cert-manager.io/v1', 'Certificate', 'web'),
];

/** The live ones of dist/, as they lie in the namespace. */
const present = known.map(({ apiVersion, kind, metadata }) =>
  item(apiVersion, kind, metadata.name, { uid: metadata.uid as string }),
);

const foreign = (...items: NamespaceItem[]) =>
  foreignItems([...present, ...items], known).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

describe('what is foreign in a namespace', () => {
  it('is nothing when all is of dist/, or made from it', () => {
    expect(
      foreign(
        item('apps/v1', 'ReplicaSet', 'reviews-v1-1', { uid: 'r', owners: ['uid-Deployment*'] }),
        item('v1', 'Pod', 'reviews-v1-1-1', { uid: 'p', owners: ['r*'] }),
        item('cilium.io/v2', 'CiliumEndpoint', 'reviews-v1-1-1', { owners: ['p'] }),
        item('discovery.k8s.io/v1', 'EndpointSlice', 'reviews-1', { owners: ['uid-Service*'] }),
        item('v1', 'Endpoints', 'reviews', { uid: 'e' }),
        item('discovery.k8s.io/v1', 'EndpointSlice', 'reviews-2', { owners: ['e*'] }),
        item('apps/v1', 'Deployment', 'entry-istio', { owners: ['uid-Gateway'] }),
        item('v1', 'Secret', 'web-tls', { owners: ['uid-Certificate*'] }),
        item('v1', 'PersistentVolumeClaim', 'scratch', { owners: ['p*'] }),
        item('autoscaling/v2', 'HorizontalPodAutoscaler', 'entry-istio', { owners: ['uid-Gateway'] }),
      ),
    ).toEqual([]);
  });

  it('is nothing that Kubernetes and Istio keep in every namespace', () => {
    const config = { labels: { 'istio.io/config': 'true' } };
    expect(
      foreign(
        item('v1', 'ServiceAccount', 'default', { tokens: ['default-token-1'] }),
        item('v1', 'ServiceAccount', 'bookinfo-reviews', { tokens: ['bookinfo-reviews-token-1'] }),
        item('v1', 'Secret', 'default-token-1', { tokenOf: 'default' }),
        item('v1', 'Secret', 'bookinfo-reviews-token-1', { tokenOf: 'bookinfo-reviews' }),
        item('v1', 'ConfigMap', 'kube-root-ca.crt', { keys: ['ca.crt'] }),
        item('v1', 'ConfigMap', 'istio-ca-root-cert', { keys: ['root-cert.pem'], ...config }),
        item('v1', 'ConfigMap', 'istio-ca-crl', { keys: ['ca-crl.pem'], ...config }),
      ),
    ).toEqual([]);
  });

  it('is what someone else put there, without what that owns', () => {
    expect(
      foreign(
        item('v1', 'ConfigMap', 'theirs'),
        item('apps/v1', 'Deployment', 'web', { uid: 'w' }),
        item('apps/v1', 'ReplicaSet', 'web-1', { owners: ['w*'] }),
        item('v1', 'Endpoints', 'web'),
      ),
    ).toEqual(['ConfigMap/theirs', 'Deployment/web', 'Endpoints/web']);
  });

  it.each([
    ['the account of the namespace', 'default', 'ServiceAccount'],
    ['an account of ours', 'uid-ServiceAccount', ''],
    ['settings of ours', 'uid-ConfigMap*', ''],
    ['a route of ours', 'uid-VirtualService*', ''],
    ['a Deployment of ours that does not control it', 'uid-Deployment', ''],
    ['a Deployment of ours, which makes none', 'uid-Deployment*', ''],
    ['a Service of ours', 'uid-Service*', ''],
    ['a Gateway of ours', 'uid-Gateway', ''],
    ['a certificate of ours that does not control it', 'uid-Certificate', ''],
    ['an owner outside the namespace', 'elsewhere*', ''],
  ])('is a claim that %s owns', (_, owner, kind) => {
    const account = kind === '' ? [] : [item('v1', kind, 'default', { uid: owner })];
    expect(foreign(...account, item('v1', 'PersistentVolumeClaim', 'data', { owners: [owner] }))).toEqual([
      'PersistentVolumeClaim/data',
    ]);
  });

  it.each([
    ['apps/v1', 'Deployment', 'uid-Deployment*'],
    ['apps/v1', 'ReplicaSet', 'uid-Deployment'],
    ['v1', 'Pod', 'uid-Service*'],
    ['networking.istio.io/v1', 'VirtualService', 'uid-Deployment*'],
    ['v1', 'ServiceAccount', 'uid-ServiceAccount*'],
  ])('is a %s %s that nobody makes of its owner', (apiVersion, kind, owner) => {
    expect(foreign(item(apiVersion, kind, 'theirs', { owners: [owner] }))).toEqual([`${kind}/theirs`]);
  });

  it('is every one of those that own each other, and of what owns itself', () => {
    expect(
      foreign(
        item('v1', 'ConfigMap', 'a', { uid: 'a', owners: ['b*'] }),
        item('v1', 'ConfigMap', 'b', { uid: 'b', owners: ['a*'] }),
        item('apps/v1', 'Deployment', 'c', { uid: 'c', owners: ['d*'] }),
        item('apps/v1', 'Deployment', 'd', { uid: 'd', owners: ['c*'] }),
        item('v1', 'Pod', 'e', { uid: 'e', owners: ['e*'] }),
      ),
    ).toEqual(['ConfigMap/a', 'ConfigMap/b', 'Deployment/c', 'Deployment/d', 'Pod/e']);
  });

  it('is a Secret that a user has made for an account, though it holds a token', () => {
    expect(
      foreign(
        item('v1', 'ServiceAccount', 'default', { tokens: ['default-token-1'] }),
        item('v1', 'Secret', 'noted'),
        item('v1', 'Secret', 'robot', { tokenOf: 'default' }),
        item('v1', 'Secret', 'theirs', { tokenOf: 'bookinfo-reviews' }),
      ),
    ).toEqual(['Secret/noted', 'Secret/robot', 'Secret/theirs']);
  });

  it.each([
    ['istio-ca-root-cert', { keys: ['mine'] }],
    ['istio-ca-root-cert', { keys: ['root-cert.pem', 'mine'], labels: { 'istio.io/config': 'true' } }],
    ['istio-ca-root-cert', { keys: ['root-cert.pem'] }],
    ['istio-ca-crl', { keys: ['ca-crl.pem'], labels: { 'istio.io/config': 'false' } }],
    ['kube-root-ca.crt', { keys: ['ca.crt', 'mine'] }],
    ['constructor', { keys: [] }],
  ])("is a user's ConfigMap of the name %s", (name, given) => {
    expect(foreign(item('v1', 'ConfigMap', name, given))).toEqual([`ConfigMap/${name}`]);
  });

  it('is what has the name of one of ours and another group', () => {
    expect(foreign(item('example.com/v1', 'Deployment', 'reviews-v1'))).toEqual(['Deployment/reviews-v1']);
    expect(foreign(item('example.com/v1', 'Endpoints', 'reviews'))).toEqual(['Endpoints/reviews']);
  });

  it('is found among many that own one another in a line', () => {
    const line = Array.from({ length: 20_000 }, (_, index) =>
      item('apps/v1', 'Deployment', `d${index}`, {
        uid: `l${index}`,
        owners: index > 0 ? [`l${index - 1}*`] : [],
      }),
    );
    expect(foreign(...line)).toEqual(['Deployment/d0']);
  });
});

describe('what would go with ours', () => {
  it('is what ours own, and the tokens of our accounts', () => {
    const claim = item('v1', 'PersistentVolumeClaim', 'data', { owners: ['uid-ServiceAccount'] });
    const token = item('v1', 'Secret', 'robot', { tokenOf: 'bookinfo-reviews' });
    const free = item('v1', 'ConfigMap', 'theirs');
    const held = [...foreignHeld([claim, token, free], known)];
    expect(held.map(([{ kind }, items]) => [kind, items])).toEqual([['ServiceAccount', [claim, token]]]);
  });
});
