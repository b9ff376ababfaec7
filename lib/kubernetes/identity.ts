/** The part of a Kubernetes object that every kind has. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly { readonly uid: string }[];
  readonly managedFields?: readonly ManagedFields[];
}

/** Who last set which fields of an object, as the API server keeps it. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
}

/** The API group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** By what a cluster tells an object from all others; the versions of a kind are one. */
export interface ObjectKey {
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Left out, or empty, for what belongs to the cluster. */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** A key as one text, `VirtualService.networking.istio.io demo/reviews`. */
export function keyText({ group, kind, namespace, name }: ObjectKey): string {
  return `${group ? `${kind}.${group}` : kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** What makes two descriptions mean the same object, whatever version of its kind they are written in. */
export function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  return keyText({ group: groupOf(apiVersion), kind, namespace: metadata.namespace, name: metadata.name });
}

/** The {@link identity} of what may be an object; `undefined` for what is none with a name. */
export function identityOf(manifest: unknown): string | undefined {
  if (manifest === null || typeof manifest !== 'object') return undefined;
  const { apiVersion = '', kind, metadata } = manifest as Partial<KubernetesObject>;
  return kind === undefined || metadata?.name === undefined
    ? undefined
    : identity({ apiVersion, kind, metadata });
}

/** Why a value is nothing that kubectl could apply; `undefined` for an object. */
export function whyNoObject(value: unknown): string | undefined {
  if (!isMap(value)) return `a ${Array.isArray(value) ? 'list' : typeof value} is no Kubernetes object`;
  if (!isText(value.apiVersion)) return 'no Kubernetes object: apiVersion is missing or no text';
  if (!isText(value.kind)) return 'no Kubernetes object: kind is missing or no text';
  if (!isMap(value.metadata) || !(isText(value.metadata.name) || isText(value.metadata.generateName)))
    return `${value.kind} without a name: metadata.name is missing or no text`;
  return undefined;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** An object as one would name it to kubectl: `virtualservice/bookinfo -n demo`. */
export function shown(object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return `${object.kind.toLowerCase()}/${name}${namespace === undefined ? '' : ` -n ${namespace}`}`;
}
