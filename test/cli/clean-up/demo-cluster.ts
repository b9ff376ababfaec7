import type { ManifestFolder } from '../../../lib/cli/manifests';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';
import { contentsOf } from '../contents';
import { type FakeKubectl, fakeKubectl, type Said } from '../fake-kubectl';

export const labels = { 'cdk8s-istio/project': 'istio-101' };
export const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'demo', labels },
};
export const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'curl', namespace: 'demo', labels },
};
export const routes: KubernetesObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'bookinfo', namespace: 'demo', labels },
};
export const check: KubernetesObject = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'check', namespace: 'demo', labels },
};

/** A `dist/` with a namespace, a pod, routes and a check. */
export const folders: ManifestFolder[] = [
  {
    folder: 'dist',
    manifests: [
      { file: 'dist/10.yaml', object: namespace },
      { file: 'dist/20.yaml', object: pod },
      { file: 'dist/30.yaml', object: routes },
    ],
  },
  { folder: 'dist/checks', manifests: [{ file: 'dist/checks/10.yaml', object: check }] },
];

/** An object as the cluster has it. */
export function live(object: KubernetesObject, annotations: Record<string, string> = {}): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, uid: `uid-${object.kind}`, annotations } };
}

/** A cluster that has these objects, serves VirtualServices as v1beta1, and whose namespace holds these lines. */
export function cluster(
  objects: readonly KubernetesObject[],
  contents: Said = contentsOf(),
  [more, ...served]: readonly string[] = [],
): FakeKubectl {
  const version = (groupVersion: string) => ({
    name: groupVersion.split('/')[0],
    versions: [{ groupVersion }],
  });
  const kinds = (...names: string[]) => ({
    resources: names.map((kind) => ({ name: kind, kind, namespaced: kind !== 'Namespace' })),
  });
  return fakeKubectl({
    'get --raw /apis': {
      groups: ['batch/v1', 'networking.istio.io/v1beta1', ...(more === undefined ? [] : [more])].map(version),
    },
    ...(more !== undefined && { [`get --raw /apis/${more}`]: kinds(...served) }),
    'get --raw /api/v1': kinds('Namespace', 'Pod'),
    'get --raw /apis/batch/v1': kinds('Job'),
    'get --raw /apis/networking.istio.io/v1beta1': kinds('VirtualService'),
    'get -f -':
      objects.length === 1
        ? (objects[0] as KubernetesObject)
        : objects.length === 0
          ? ''
          : { items: objects },
    'api-resources': 'pods\n',
    '-n demo get pods,services': contents,
  });
}
