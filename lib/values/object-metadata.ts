import { fault } from '../diagnostics/fault';
import { anyText, type Check, every, filledText, flag, list, record, text } from './check';
import { namespaceName } from './dns-label';
import { isLabelKey, labels } from './labels';
import { objectName } from './object-name';
import { optional, shape } from './shape';

/** An object that another one is deleted with. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** What a user says about an object beside its spec. */
export interface ObjectMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: { readonly [name: string]: string };
  readonly annotations?: { readonly [name: string]: string };
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

/** Kubernetes' limit for all annotations of an object together, in bytes. */
const largest = 256 * 1024;

const annotationName = text({
  holds: (name) => isLabelKey(name.toLowerCase()),
  problem: 'Kubernetes takes no annotation of this name',
  instead: "write letters, digits, dashes, underscores and dots, perhaps after a domain: 'example.com/owner'",
});

/** Annotations that the API server takes. */
export const annotations: Check<{ readonly [name: string]: string }> = every(
  record(anyText, { name: annotationName, least: 0 }),
  (value: { readonly [name: string]: string }) => {
    const size = Object.entries(value).reduce(
      (sum, [name, note]) => sum + Buffer.byteLength(name) + Buffer.byteLength(note ?? ''),
      0,
    );
    return size <= largest
      ? undefined
      : fault(
          `annotations hold at most ${largest} bytes together`,
          size,
          'keep it elsewhere, such as in a ConfigMap',
        );
  },
);

const finalizer = text({
  holds: isLabelKey,
  problem: 'Kubernetes takes no finalizer of this name',
  instead: "write for example 'example.com/clean-up'",
});

const ownerReference = shape<OwnerReference>({
  apiVersion: filledText('the version of an owner', "'apps/v1'"),
  kind: filledText('the kind of an owner', "'Deployment'"),
  name: filledText('the name of an owner', "'reviews'"),
  uid: filledText('the UID of an owner', 'the one that kubectl shows'),
  controller: optional(flag),
  blockOwnerDeletion: optional(flag),
});

/** Metadata that the API server takes. */
export const objectMetadata = shape<ObjectMetadata>({
  name: optional(objectName),
  namespace: optional(namespaceName),
  labels: optional(labels),
  annotations: optional(annotations),
  finalizers: optional(list(finalizer, { least: 0 })),
  ownerReferences: optional(list(ownerReference, { least: 0 })),
});
