import type { Problem } from '../schema/walk';
import { type Context, Place, type Shape } from '../shape';

/** What is asked of each kind, loaded when the first of its objects is met. */
const kinds: Readonly<Record<string, () => Shape>> = {
  ConfigMap: () => (require('./data') as typeof import('./data')).configMap,
  CronJob: () => (require('./workloads') as typeof import('./workloads')).cronJob,
  DaemonSet: () => (require('./workloads') as typeof import('./workloads')).otherWorkload,
  Deployment: () => (require('./workloads') as typeof import('./workloads')).deployment,
  Job: () => (require('./workloads') as typeof import('./workloads')).job,
  Pod: () => (require('./pod') as typeof import('./pod')).pod,
  ReplicaSet: () => (require('./workloads') as typeof import('./workloads')).otherWorkload,
  ReplicationController: () => (require('./workloads') as typeof import('./workloads')).replicationController,
  Secret: () => (require('./data') as typeof import('./data')).secret,
  Service: () => (require('./service') as typeof import('./service')).service,
  StatefulSet: () => (require('./workloads') as typeof import('./workloads')).otherWorkload,
};

/** What an API server refuses of one of its own kinds beyond the schema that it publishes. */
export function judge(kind: string, object: unknown, context: Context): readonly Problem[] {
  const place = new Place(context, object, []);
  kinds[kind]?.()(object as never, place);
  return place.problems;
}
