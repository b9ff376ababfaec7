import {
  anyMap,
  flag,
  list,
  number,
  numberOrText,
  type Read,
  record,
  records,
  text,
  textMap,
  texts,
} from '../shape';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export const service = record({
  type: text,
  clusterIP: text,
  clusterIPs: texts,
  externalName: text,
  externalIPs: texts,
  selector: textMap,
  publishNotReadyAddresses: flag,
  internalTrafficPolicy: text,
  trafficDistribution: text,
  ports: records({
    name: text,
    port: number,
    targetPort: numberOrText,
    protocol: text,
    appProtocol: text,
    nodePort: number,
  }),
});

const container = record({
  name: text,
  image: text,
  args: texts,
  env: records({ name: text, value: text }),
  ports: records({ name: text, containerPort: number, protocol: text }),
  securityContext: record({ runAsUser: number }),
  restartPolicy: text,
  readinessProbe: anyMap,
  livenessProbe: anyMap,
  startupProbe: anyMap,
});

/** What the pods of a workload are: labels and annotations, and what runs in them. */
export const podTemplate = record({
  metadata: record({ labels: textMap, annotations: textMap }),
  spec: record({
    containers: list(container, {}),
    initContainers: list(container, {}),
    serviceAccountName: text,
    serviceAccount: text,
    hostNetwork: flag,
    dnsPolicy: text,
    securityContext: record({ runAsUser: number }),
    imagePullSecrets: records({ name: text }),
    nodeName: text,
    nodeSelector: textMap,
  }),
});

/** A Secret or a ConfigMap. */
export const secret = record({ type: text, data: textMap, stringData: textMap });

/** A selector as Kubernetes and the Gateway API have it. */
export const labelSelector = record({
  matchLabels: textMap,
  matchExpressions: records({ key: text, operator: text, values: texts }),
});

/** A MutatingWebhookConfiguration or a ValidatingWebhookConfiguration. */
export const webhooks = record({
  webhooks: records({
    name: text,
    clientConfig: record({
      url: text,
      service: record({ name: text, namespace: text, path: text, port: number }),
    }),
    namespaceSelector: labelSelector,
    objectSelector: labelSelector,
    rules: records({ apiGroups: texts, resources: texts, operations: texts }),
  }),
});

export type ServiceSpec = Read<typeof service>;
export type PodTemplate = Read<typeof podTemplate>;
export type ContainerSpec = Read<typeof container>;
