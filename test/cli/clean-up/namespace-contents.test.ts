import {
  foreignItems,
  type NamespaceItem,
  namespaceContents,
} from '../../../lib/cli/clean-up/namespace-contents';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';
import { fakeKubectl } from '../fake-kubectl';

let count = 0;

function item(
  apiVersion: string,
  kind: string,
  name: string,
  more: Partial<NamespaceItem> & { uid?: string } = {},
): NamespaceItem {
  const { uid = `uid-${count++}`, ...rest } = more;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'demo', uid },
    owners: [],
    tokenOf: undefined,
    ...rest,
  };
}

function ours(apiVersion: string, kind: string, name: string): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'demo' } };
}

const deployment = ours('apps/v1', 'Deployment', 'reviews-v1');
const service = ours('v1', 'Service', 'reviews');
const account = ours('v1', 'ServiceAccount', 'bookinfo-reviews');

const foreign = (...items: NamespaceItem[]) =>
  foreignItems(items, [deployment, service, account]).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

describe('what is foreign in a namespace', () => {
  it('is nothing when all is of dist/, or made from it', () => {
    expect(
      foreign(
        item('apps/v1', 'Deployment', 'reviews-v1', { uid: 'd' }),
        item('apps/v1', 'ReplicaSet', 'reviews-v1-1', { uid: 'r', owners: ['d'] }),
        item('v1', 'Pod', 'reviews-v1-1-1', { owners: ['r'] }),
        item('v1', 'Service', 'reviews', { uid: 's' }),
        item('discovery.k8s.io/v1', 'EndpointSlice', 'reviews-1', { owners: ['s'] }),
        item('v1', 'Endpoints', 'reviews'),
      ),
    ).toEqual([]);
  });

  it('is nothing that Kubernetes and Istio keep in every namespace', () => {
    expect(
      foreign(
        item('v1', 'ServiceAccount', 'default'),
        item('v1', 'Secret', 'default-token-1', { tokenOf: 'default' }),
        item('v1', 'Secret', 'bookinfo-reviews-token-1', { tokenOf: 'bookinfo-reviews' }),
        item('v1', 'ConfigMap', 'kube-root-ca.crt'),
        item('v1', 'ConfigMap', 'istio-ca-root-cert'),
      ),
    ).toEqual([]);
  });

  it('is what someone else put there, without what that owns', () => {
    expect(
      foreign(
        item('v1', 'ConfigMap', 'settings'),
        item('v1', 'Secret', 'robot-token', { tokenOf: 'robot' }),
        item('apps/v1', 'Deployment', 'web', { uid: 'w' }),
        item('apps/v1', 'ReplicaSet', 'web-1', { owners: ['w'] }),
        item('v1', 'Endpoints', 'web'),
      ),
    ).toEqual(['ConfigMap/settings', 'Secret/robot-token', 'Deployment/web', 'Endpoints/web']);
  });

  it('is what an owner outside the namespace answers for', () => {
    expect(foreign(item('v1', 'ConfigMap', 'settings', { owners: ['elsewhere'] }))).toEqual([
      'ConfigMap/settings',
    ]);
  });

  it('is what has the name of one of ours and another group', () => {
    expect(foreign(item('example.com/v1', 'Deployment', 'reviews-v1'))).toEqual(['Deployment/reviews-v1']);
    expect(foreign(item('example.com/v1', 'Endpoints', 'reviews'))).toEqual(['Endpoints/reviews']);
  });
});

describe('looking into a namespace', () => {
  const kinds = 'pods\nservices\nsecrets\nevents\nevents.events.k8s.io\ndeployments.apps\n';

  it('asks for all kinds but events, and reads no more of an object than what it is', async () => {
    const kubectl = fakeKubectl({
      'api-resources --namespaced --verbs=list,delete -o name': kinds,
      '-n demo get pods,services,secrets,deployments.apps --ignore-not-found -o jsonpath':
        'v1\tPod\ta\tuid-a\tuid-b uid-c\t\nv1\tSecret\ttoken\tuid-d\t\tdefault\n',
    });
    expect(await namespaceContents(kubectl, 'demo')).toEqual({
      items: [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'a', namespace: 'demo', uid: 'uid-a' },
          owners: ['uid-b', 'uid-c'],
          tokenOf: undefined,
        },
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'token', namespace: 'demo', uid: 'uid-d' },
          owners: [],
          tokenOf: 'default',
        },
      ],
      unseen: undefined,
    });
  });

  it('reports kinds that could not be looked at', async () => {
    const kubectl = fakeKubectl({
      'api-resources': kinds,
      '-n demo get': { failed: 'Error from server (Forbidden): secrets is forbidden\n' },
    });
    expect(await namespaceContents(kubectl, 'demo')).toEqual({ items: [], unseen: 'secrets is forbidden' });
  });
});
