import type { Problem } from '../schema/walk';
import { type Context, Place, type Shape } from '../shape';
import { configMap, secret } from './data';
import { pod } from './pod';
import { service } from './service';
import { cronJob, deployment, job, otherWorkload, replicationController } from './workloads';

const kinds: Readonly<Record<string, Shape>> = {
  ConfigMap: configMap,
  CronJob: cronJob,
  DaemonSet: otherWorkload,
  Deployment: deployment,
  Job: job,
  Pod: pod,
  ReplicaSet: otherWorkload,
  ReplicationController: replicationController,
  Secret: secret,
  Service: service,
  StatefulSet: otherWorkload,
};

/** What an API server refuses of one of its own kinds beyond the schema that it publishes. */
export function judge(kind: string, object: unknown, context: Context): readonly Problem[] {
  const place = new Place(context, object, []);
  kinds[kind]?.(object as never, place);
  return place.problems;
}
