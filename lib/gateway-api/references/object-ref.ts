import { type ISecret, Secret, secret } from '../../istio/references/secret-ref';
import { aConstruct } from '../../values/a-construct';
import { checkedCall } from '../../values/checked-call';
import { namespaceName } from '../../values/dns-label';
import { objectName, perhapsInNamespace } from '../../values/object-name';
import { optional, reference } from '../../values/shape';

export { type ISecret, Secret, secret };

/** A ConfigMap that a gateway or a policy reads. */
export interface IConfigMap {
  readonly kind: 'config-map-object';
  readonly name: string;
  /** `undefined`: that of the object which names it. */
  readonly namespace: string | undefined;
}

/** Names a ConfigMap that something else brings into the cluster. */
export const ConfigMap = {
  /** A ConfigMap by its name, in the namespace of the object that names it or in another, which must grant it. */
  named(name: string, options: { readonly namespace?: string } = {}): IConfigMap {
    checkedCall('ConfigMap.named', perhapsInNamespace, options);
    return { kind: 'config-map-object', name, namespace: options.namespace };
  },
};

const parts = { name: objectName, namespace: optional(namespaceName) };

export const configMap = reference<IConfigMap>(
  'a ConfigMap',
  "give ConfigMap.named('ca')",
  ['config-map-object'],
  parts,
);

export const caCertificates = reference<ISecret | IConfigMap>(
  'what holds certificates of authorities',
  "give ConfigMap.named('ca') or Secret.named('ca'), with the key ca.crt",
  ['secret-object', 'config-map-object'],
  { ...parts, construct: optional(aConstruct) } as never,
);

/** An object by what a grant knows it by. */
export interface ObjectRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** `undefined`: that of the object which names it. */
  readonly namespace: string | undefined;
}

/** A Secret or ConfigMap by what a grant knows it by. */
export function objectRef({ kind, name, namespace }: ISecret | IConfigMap): ObjectRef {
  return { group: '', kind: kind === 'secret-object' ? 'Secret' : 'ConfigMap', name, namespace };
}

/** Writes the namespace of what an object names: nothing where it is its own. */
export function renderNamespace(namespace: string | undefined, own: string | undefined) {
  return namespace === undefined || namespace === own ? {} : { namespace };
}
