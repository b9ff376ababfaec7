import type { KubernetesObject, ObjectMeta } from '../kubernetes/identity';
import type { LabelSelector, Labels } from '../kubernetes/label-selector';
import type { Kubectl } from './kubectl';

/** A Service, as far as an ingress is read from it. */
export interface Service extends KubernetesObject {
  readonly spec: {
    readonly type?: string;
    readonly selector?: Labels;
    readonly externalIPs?: readonly string[];
    readonly ports?: readonly {
      readonly name?: string;
      readonly port: number;
      readonly targetPort?: number | string;
      readonly nodePort?: number;
    }[];
  };
  readonly status?: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
    };
  };
}

/** A Deployment or DaemonSet. */
export interface Workload extends KubernetesObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: PodTemplate;
  };
  readonly status?: { readonly availableReplicas?: number; readonly numberAvailable?: number };
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec?: { readonly containers?: readonly Container[] };
}

export interface Container {
  readonly name: string;
  readonly image?: string;
}

export interface Pod extends KubernetesObject {
  readonly spec: {
    readonly containers: readonly Container[];
    readonly initContainers?: readonly Container[];
    readonly hostNetwork?: boolean;
  };
  readonly status?: { readonly phase?: string };
}

export interface Node extends KubernetesObject {
  readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
}

export interface InjectionWebhooks extends KubernetesObject {
  readonly webhooks?: readonly {
    readonly name: string;
    readonly namespaceSelector?: LabelSelector;
    readonly objectSelector?: LabelSelector;
  }[];
}

/** Asks for a list of one or several kinds. */
export async function listed<T extends { readonly metadata: ObjectMeta }>(
  kubectl: Kubectl,
  kinds: string,
  ...where: readonly string[]
): Promise<readonly T[]> {
  const list = await kubectl.json<{ readonly items: readonly T[] }>(['get', kinds, ...where, '-o', 'json']);
  return list.items;
}
