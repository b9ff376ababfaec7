import { ConfigError } from '../diagnostics/error';
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
    ...(via !== undefined && { via: isInstalled(via) ? installedName(via) : workloadName(via, 'via') }),
    ...(from !== undefined && { from: workloadName(from, 'from') }),
  };
}

/**
 * The name of a workload as requests have it.
 *
 * @throws ConfigError where it has none
 */
function workloadName(reference: WorkloadReference, property: string): string {
  if (typeof reference === 'string') return reference;
  const made = 'deployment' in reference && reference.deployment !== undefined;
  const { name, namespace } = made
    ? { name: reference.deployment, namespace: reference.namespace }
    : 'metadata' in reference
      ? reference.metadata
      : reference;
  if (typeof name === 'string') return `${namespace ?? 'default'}/${name}`;
  throw new ConfigError({
    at: property,
    problem: 'a workload has a name',
    got: reference,
    instead: "name it as '<namespace>/<name>'",
  });
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
