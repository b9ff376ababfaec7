import type { Problem } from '../schema/walk';
import { type Context, loadedOnce, Place, type Shape } from '../shape';

/** What is asked of each kind. */
const kinds: Readonly<Record<string, () => Shape>> = {
  ClusterRole: () => (require('./access') as typeof import('./access')).clusterRole,
  ClusterRoleBinding: () => (require('./access') as typeof import('./access')).clusterRoleBinding,
  ConfigMap: () => (require('./data') as typeof import('./data')).configMap,
  CronJob: () => (require('./jobs') as typeof import('./jobs')).cronJob,
  CustomResourceDefinition: () =>
    (require('./custom-resource-definition') as typeof import('./custom-resource-definition'))
      .customResourceDefinition,
  DaemonSet: () => (require('./workloads') as typeof import('./workloads')).daemonSet,
  Deployment: () => (require('./workloads') as typeof import('./workloads')).deployment,
  Endpoints: () => (require('./endpoints') as typeof import('./endpoints')).endpoints,
  EndpointSlice: () => (require('./endpoints') as typeof import('./endpoints')).endpointSlice,
  HorizontalPodAutoscaler: () => (require('./autoscaler') as typeof import('./autoscaler')).autoscaler,
  Ingress: () => (require('./ingress') as typeof import('./ingress')).ingress,
  IngressClass: () => (require('./ingress') as typeof import('./ingress')).ingressClass,
  Job: () => (require('./jobs') as typeof import('./jobs')).job,
  LimitRange: () => (require('./limit-range') as typeof import('./limit-range')).limitRange,
  MutatingWebhookConfiguration: () => (require('./webhooks') as typeof import('./webhooks')).webhooks,
  Namespace: () => (require('./namespace') as typeof import('./namespace')).namespace,
  NetworkPolicy: () => (require('./network-policy') as typeof import('./network-policy')).networkPolicy,
  PersistentVolumeClaim: () => (require('./claims') as typeof import('./claims')).claim,
  Pod: () => (require('./pod') as typeof import('./pod')).pod,
  PodDisruptionBudget: () =>
    (require('./disruption-budget') as typeof import('./disruption-budget')).disruptionBudget,
  ReplicaSet: () => (require('./workloads') as typeof import('./workloads')).replicaSet,
  ReplicationController: () => (require('./workloads') as typeof import('./workloads')).replicationController,
  ResourceQuota: () => (require('./resource-quota') as typeof import('./resource-quota')).resourceQuota,
  Role: () => (require('./access') as typeof import('./access')).role,
  RoleBinding: () => (require('./access') as typeof import('./access')).roleBinding,
  Secret: () => (require('./data') as typeof import('./data')).secret,
  Service: () => (require('./service') as typeof import('./service')).service,
  StatefulSet: () => (require('./workloads') as typeof import('./workloads')).statefulSet,
  ValidatingWebhookConfiguration: () => (require('./webhooks') as typeof import('./webhooks')).webhooks,
};

/** Each is loaded when the first of its objects is met. */
const shapeOf = loadedOnce(kinds);

/** What an API server refuses of one of its own kinds beyond the schema that it publishes. */
export function judge(kind: string, object: unknown, context: Context): readonly Problem[] {
  const place = new Place(context, object, []);
  shapeOf(kind)?.(object as never, place);
  return place.problems;
}
