import type { RequestSpec } from './request';

/** What stands for a workload: its name, or a construct or reference that has one. */
export type WorkloadReference =
  | string
  | {
      readonly namespace?: string | undefined;
      readonly name: string;
      /** What istiod makes of a Gateway of the Gateway API. */
      readonly deployment?: string | undefined;
    }
  | { readonly metadata: { readonly namespace?: string | undefined; readonly name: string } };

/** A gateway that is installed elsewhere, as `IngressGateway` describes it: its Service, pods and ports. */
export interface InstalledGateway {
  readonly namespace: string;
  /** The name of its Service. */
  readonly service: string;
  /** The labels of its pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly serviceAccount?: string;
  readonly ports: readonly { readonly port: number; readonly targetPort: number }[];
}

/** A request whose gateway or workload may be a construct. */
export interface RequestReferences extends Omit<RequestSpec, 'via' | 'from'> {
  readonly via?: WorkloadReference | InstalledGateway;
  readonly from?: WorkloadReference;
}

/** The same with names. */
export function referencedSpec(request: RequestSpec | RequestReferences): RequestSpec {
  if (isNamed(request)) return request;
  const { via, from, ...rest } = request;
  return {
    ...rest,
    ...(via !== undefined && { via: isInstalled(via) ? installedName(via) : workloadName(via) }),
    ...(from !== undefined && { from: workloadName(from) }),
  };
}

function workloadName(reference: WorkloadReference): string {
  if (typeof reference === 'string') return reference;
  const { name, namespace } = namedBy(reference);
  return `${namespace ?? 'default'}/${name}`;
}

/** The name and the namespace that a reference stands for. */
export function namedBy(reference: Exclude<WorkloadReference, string>): {
  readonly name: string;
  readonly namespace?: string | undefined;
} {
  if ('metadata' in reference) return reference.metadata;
  return { ...reference, name: reference.deployment ?? reference.name };
}

/** Whether a reference describes a gateway that is installed elsewhere. */
export function isInstalled(via: RequestReferences['via']): via is InstalledGateway {
  return typeof via === 'object' && 'service' in via && 'podLabels' in via;
}

/** `<namespace>/<Service>`. */
export function installedName({ namespace, service }: InstalledGateway): string {
  return `${namespace}/${service}`;
}

function isNamed(request: RequestSpec | RequestReferences): request is RequestSpec {
  const { via, from } = request;
  return (via === undefined || typeof via === 'string') && (from === undefined || typeof from === 'string');
}
