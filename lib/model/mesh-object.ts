import { isMap, type KubernetesObject } from '../kubernetes/identity';
import { inTextOrder } from '../values/text-order';
import { type Shape, text, textMap } from './shape';

/** An object of the mesh: what it is known by, and its body read by the shape of its kind. */
export interface MeshObject<Body = unknown> {
  readonly apiVersion: string;
  /** The API group; empty for the core kinds. */
  readonly group: string;
  readonly kind: string;
  /** The namespace that it is applied to; empty for a kind of the cluster. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** `metadata.creationTimestamp`; empty where no cluster has set it. */
  readonly created: string;
  /** What `spec` says; of kinds without one, what the whole object says. */
  readonly spec: Body;
  /** As it was read. */
  readonly manifest: KubernetesObject;
}

/** What is known of a kind before an object of it is read. */
export interface KindPlace {
  /** The API group; empty for the core kinds. */
  readonly group: string;
  /** Whether its objects belong to the cluster. */
  readonly isOfCluster: boolean;
}

/** Reads an object; one without a namespace belongs to `namespace`. */
export function meshObject<Body>(
  manifest: KubernetesObject,
  { group, isOfCluster }: KindPlace,
  namespace: string,
  shape: Shape<Body>,
  within: 'spec' | 'all',
): MeshObject<Body> {
  const { apiVersion, kind } = manifest;
  const metadata = manifest.metadata as unknown as Readonly<Record<string, unknown>>;
  const body = within === 'all' ? manifest : (manifest as unknown as Readonly<Record<string, unknown>>).spec;
  return {
    apiVersion,
    group,
    kind,
    namespace: isOfCluster ? '' : (text(metadata.namespace) ?? '') || namespace,
    name: text(metadata.name) ?? text(metadata.generateName) ?? '',
    labels: textMap(metadata.labels) ?? {},
    annotations: textMap(metadata.annotations) ?? {},
    created: text(metadata.creationTimestamp) ?? '',
    spec: shape(isMap(body) ? body : {}) as Body,
    manifest,
  };
}

/** What the order of objects, and of rules made of them, goes by. */
type Aged = Pick<MeshObject, 'created' | 'name' | 'namespace'>;

/** The order in which istiod takes objects of one kind: the oldest first, then by name and namespace. */
export function inOrder(a: Aged, b: Aged): number {
  return (
    inTextOrder(a.created, b.created) || inTextOrder(a.name, b.name) || inTextOrder(a.namespace, b.namespace)
  );
}
