import {
  flag,
  listOf,
  mapOf,
  objectOf,
  optional,
  type Read,
  type Reader,
  text,
  whole,
  wholeOrText,
} from './answer';
import type { Kubectl } from './kubectl';
import { readMeta } from './object-answer';

const labels = mapOf(text);

/** A Service, as far as an ingress is read from it. */
export const readService = objectOf({
  apiVersion: text,
  kind: text,
  metadata: readMeta,
  spec: objectOf({
    type: optional(text),
    selector: optional(labels),
    externalIPs: optional(listOf(text)),
    ports: optional(
      listOf(
        objectOf({
          name: optional(text),
          port: whole,
          targetPort: optional(wholeOrText),
          nodePort: optional(whole),
        }),
      ),
    ),
  }),
  status: optional(
    objectOf({
      loadBalancer: optional(
        objectOf({
          ingress: optional(listOf(objectOf({ ip: optional(text), hostname: optional(text) }))),
        }),
      ),
    }),
  ),
});
export type Service = Read<typeof readService>;

const readContainer = objectOf({ name: text, image: optional(text) });
export type Container = Read<typeof readContainer>;

/** A Deployment or DaemonSet. */
export const readWorkload = objectOf({
  apiVersion: text,
  kind: text,
  metadata: readMeta,
  spec: objectOf({
    replicas: optional(whole),
    template: objectOf({
      metadata: optional(objectOf({ labels: optional(labels), annotations: optional(labels) })),
      spec: optional(objectOf({ containers: optional(listOf(readContainer)) })),
    }),
  }),
  status: optional(objectOf({ availableReplicas: optional(whole), numberAvailable: optional(whole) })),
});
export type Workload = Read<typeof readWorkload>;

export const readPod = objectOf({
  apiVersion: optional(text),
  kind: optional(text),
  metadata: readMeta,
  spec: objectOf({
    containers: listOf(readContainer),
    initContainers: optional(listOf(readContainer)),
    hostNetwork: optional(flag),
  }),
  status: optional(objectOf({ phase: optional(text) })),
});
export type Pod = Read<typeof readPod>;

export const readNode = objectOf({
  status: optional(objectOf({ addresses: optional(listOf(objectOf({ type: text, address: text }))) })),
});
export type Node = Read<typeof readNode>;

const labelSelector = objectOf({
  matchLabels: optional(labels),
  matchExpressions: optional(listOf(objectOf({ key: text, operator: text, values: optional(listOf(text)) }))),
});

/** A MutatingWebhookConfiguration, as far as it tells which pods get a sidecar. */
export const readInjectionWebhooks = objectOf({
  apiVersion: optional(text),
  kind: optional(text),
  metadata: optional(readMeta),
  webhooks: optional(
    listOf(
      objectOf({
        name: text,
        namespaceSelector: optional(labelSelector),
        objectSelector: optional(labelSelector),
      }),
    ),
  ),
});
export type InjectionWebhooks = Read<typeof readInjectionWebhooks>;

/** Asks for a list of one or several kinds. */
export async function listed<T>(
  kubectl: Kubectl,
  item: Reader<T>,
  kinds: string,
  ...where: readonly string[]
): Promise<readonly T[]> {
  const list = await kubectl.json(['get', kinds, ...where, '-o', 'json'], objectOf({ items: listOf(item) }));
  return list.items;
}
