import { namespaceName } from '../../values/dns-label';
import { objectName } from '../../values/object-name';
import { optional, reference } from '../../values/shape';

/** A Secret that a gateway reads. */
export interface ISecret {
  readonly kind: 'secret-object';
  readonly name: string;
  /** `undefined`: that of the object which names it. */
  readonly namespace: string | undefined;
}

/** A ConfigMap that a gateway or a policy reads. */
export interface IConfigMap {
  readonly kind: 'config-map-object';
  readonly name: string;
  /** `undefined`: that of the object which names it. */
  readonly namespace: string | undefined;
}

export const Secret = {
  /** A Secret by its name, in the namespace of the object that names it or in another, which must grant it. */
  named(name: string, options: { readonly namespace?: string } = {}): ISecret {
    return { kind: 'secret-object', name, namespace: options?.namespace };
  },
};

export const ConfigMap = {
  /** A ConfigMap by its name, in the namespace of the object that names it or in another, which must grant it. */
  named(name: string, options: { readonly namespace?: string } = {}): IConfigMap {
    return { kind: 'config-map-object', name, namespace: options?.namespace };
  },
};

const parts = { name: objectName, namespace: optional(namespaceName) };

export const secret = reference<ISecret>(
  'a Secret',
  "give Secret.named('bookinfo-credential')",
  ['secret-object'],
  parts,
);

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
  parts,
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
