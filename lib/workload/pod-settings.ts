import { oneOf, textOr } from '../values/check';
import { count } from '../values/count';
import { labels } from '../values/labels';
import { annotations } from '../values/object-metadata';
import { optional, type Shape } from '../values/shape';
import {
  type ContainerSettings,
  containerFields,
  type DeploymentSettings,
  deploymentFields,
  type PodSpecSettings,
  podSpecFields,
} from './kubernetes-fields';

/**
 * How pods run, in Kubernetes' own fields. What is not set here is not written, so that Kubernetes' defaults hold and
 * no others: no requests, no read-only root, no user.
 */
export interface PodSettings {
  /** How many pods run, or `autoscaled` to leave the number to an autoscaler. @default 1 */
  readonly replicas?: number | 'autoscaled';
  /** The container that runs the image. @default - it opens the ports of the Service and nothing else is set */
  readonly container?: ContainerSettings;
  /** Volumes, security context, affinity and whatever else a pod has. */
  readonly podSpec?: PodSpecSettings;
  /** Update strategy, history and whatever else a Deployment has. */
  readonly deployment?: DeploymentSettings;
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/**
 * The settings of one version over those of all versions: field by field, where a field of the one replaces the
 * other's as a whole (lists are not joined).
 */
export function mergeSettings(all: PodSettings, one: PodSettings): Required<PodSettings> {
  return {
    replicas: one.replicas ?? all.replicas ?? 1,
    container: { ...all.container, ...one.container },
    podSpec: { ...all.podSpec, ...one.podSpec },
    deployment: { ...all.deployment, ...one.deployment },
    podLabels: { ...all.podLabels, ...one.podLabels },
    podAnnotations: { ...all.podAnnotations, ...one.podAnnotations },
  };
}

export const podSettings = {
  replicas: optional(textOr(oneOf('autoscaled'), count())),
  container: optional(containerFields),
  podSpec: optional(podSpecFields),
  deployment: optional(deploymentFields),
  podLabels: optional(labels),
  podAnnotations: optional(annotations),
} satisfies Shape<PodSettings>;
