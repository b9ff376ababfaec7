import type { Construct } from 'constructs';
import type { Container, ResourceRequirements, Volume } from 'kubernetes-types/core/v1';
import { type Addon, objectOf } from './addon';
import { kubeObject } from './kube-object';
import type { Resources, Storage } from './production';
import type { Demo, Production } from './variant';

/** A container, but for what every container of an add-on has. */
export type AddonContainer = Omit<Container, 'securityContext'>;

export interface AddonPods {
  /** The numbers that the image's user and group have; Kubernetes can't check a name. */
  readonly user: number;
  /** Whether its pods may call the Kubernetes API. */
  readonly automountServiceAccountToken: boolean;
  readonly containers: readonly AddonContainer[];
  readonly volumes: readonly Volume[];
  /** How an old pod gives way: `before` the new one starts where both would write to one volume. */
  readonly oldPodEnds: 'before' | 'after';
  readonly annotations?: Readonly<Record<string, string>>;
  /** How long it may take to end. @default 30 */
  readonly terminationGracePeriodSeconds?: number;
}

/**
 * Writes an add-on's account and Deployment. Its pods satisfy the Pod Security Standard `restricted` in either
 * variant, and have no sidecar: what is observed must not hang on what observes.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function addDeployment(scope: Construct, addon: Addon, pods: AddonPods): void {
  const account = objectOf(addon);
  kubeObject(scope, 'ServiceAccount', account, { automountServiceAccountToken: false });
  kubeObject(scope, 'Deployment', objectOf(addon), {
    spec: {
      replicas: 1,
      selector: { matchLabels: addon.selector },
      // Kubernetes' default is not written: with it kubectl apply would say `configured` every time.
      ...(pods.oldPodEnds === 'before' && { strategy: { type: 'Recreate' } }),
      template: {
        metadata: {
          labels: { ...addon.labels, 'sidecar.istio.io/inject': 'false' },
          ...(pods.annotations && { annotations: pods.annotations }),
        },
        spec: {
          serviceAccountName: account.name,
          automountServiceAccountToken: pods.automountServiceAccountToken,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: pods.user,
            runAsGroup: pods.user,
            fsGroup: pods.user,
            fsGroupChangePolicy: 'OnRootMismatch',
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: pods.containers.map((container) => ({
            ...container,
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              readOnlyRootFilesystem: true,
            },
          })),
          volumes: [...pods.volumes],
          ...(pods.terminationGracePeriodSeconds !== undefined && {
            terminationGracePeriodSeconds: pods.terminationGracePeriodSeconds,
          }),
        },
      },
    },
  });
}

/** Where an add-on's data lies: in the pod, or in a volume of its own. */
export function addStorage(
  scope: Construct,
  addon: Addon,
  volume: string,
  storage: Storage | undefined,
): Volume {
  if (storage === undefined) return { name: volume, emptyDir: {} };
  kubeObject(scope, 'PersistentVolumeClaim', objectOf(addon), {
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: storage.size } },
      ...(storage.storageClass !== undefined && { storageClassName: storage.storageClass }),
    },
  });
  return { name: volume, persistentVolumeClaim: { claimName: addon.name } };
}

/** What a container gets: next to nothing in a demo, in production memory that it can rely on. */
export function renderResources(
  variant: Demo | Production<never>,
  demo: Resources,
  production: Resources,
): ResourceRequirements {
  if (variant.kind === 'demo') return { requests: { ...demo } };
  return { requests: { ...production }, limits: { memory: production.memory } };
}
