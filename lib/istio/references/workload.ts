import { type Fault, fault, within } from '../../diagnostics/fault';
import { checkedCall } from '../../values/checked-call';
import { namespaceName } from '../../values/dns-label';
import { chosenBy } from '../../values/labels';
import { inNamespace, objectName, perhapsInNamespace } from '../../values/object-name';
import { optional, reference } from '../../values/shape';
import type { ObjectPlace } from '../resource';
import type { MeshSettings } from './mesh-settings';
import { type RequestReader, requestReader } from './request-reader';

const running = ['microservice', 'pod', 'ingress-gateway', 'egress-gateway'] as const;

/** What is known by labels and may run elsewhere than in pods. */
const machines = ['workload-entry', 'workload-group'] as const;

/** What is known by its pods and by whom they run as. */
type RunningKind = (typeof running)[number];

/** Pods that carry certain labels, in one namespace or in any: the source of a request, or what a policy is for. */
export interface IWorkload<Reader extends RequestReader = 'sidecar'> {
  readonly kind: 'workload' | RunningKind | (typeof machines)[number];
  readonly labels: Readonly<Record<string, string>>;
  /** `undefined`: pods of any namespace. */
  readonly namespace: string | undefined;
  /** Who reads the requests to them. @default 'sidecar' */
  readonly requestsReadBy?: Reader;
}

/** Pods, also those in ambient mode: what connections lead to. */
export type AnyWorkload = IWorkload<RequestReader>;

/** Who a workload is by its certificate: the service account that its pods run as. */
export interface IServiceIdentity {
  readonly kind: 'service-account' | RunningKind;
  readonly namespace: string;
  /** The name of the service account. */
  readonly serviceAccount: string;
}

export const workload = reference<AnyWorkload>(
  'a workload',
  "give a Microservice, or Workload.labelled({ app: 'curl' })",
  ['workload', ...running, ...machines],
  {
    labels: chosenBy,
    namespace: optional(namespaceName),
    requestsReadBy: optional(requestReader),
  },
);

export const serviceIdentity = reference<IServiceIdentity>(
  'an identity',
  "give a Microservice, or ServiceIdentity.named('curl', { namespace: 'demo' })",
  ['service-account', ...running],
  { namespace: namespaceName, serviceAccount: objectName },
);

/** Names pods that another app or team describes. */
export const Workload = {
  /** Pods described elsewhere that carry all of these labels. */
  labelled(
    labels: Readonly<Record<string, string>>,
    options: { readonly namespace?: string } = {},
  ): IWorkload {
    checkedCall('Workload.labelled', perhapsInNamespace, options);
    return { kind: 'workload', labels, namespace: options.namespace };
  },
};

/** Names the identity of workloads that another app or team describes. */
export const ServiceIdentity = {
  /** The service account of workloads that are not described in this app. */
  named(serviceAccount: string, options: { readonly namespace: string }): IServiceIdentity {
    checkedCall('ServiceIdentity.named', inNamespace, options);
    return { kind: 'service-account', serviceAccount, namespace: options.namespace };
  },
};

/** Whether a caller is named by who it is, and not by conditions. */
export function isServiceIdentity(value: object | string): value is IServiceIdentity {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** An identity the way that policies compare it. */
export function renderPrincipal(identity: IServiceIdentity, { trustDomain }: MeshSettings): string {
  return `${trustDomain}/ns/${identity.namespace}/sa/${identity.serviceAccount}`;
}

/** Refuses a workload of another namespace: an object's selector finds pods of its own namespace only. */
export function foreignWorkload(workload: AnyWorkload, { namespace }: ObjectPlace): Fault | undefined {
  if (workload.namespace === undefined || workload.namespace === namespace) return undefined;
  return within(
    'workload',
    fault(
      `the object is for workloads of its own namespace, which is ${namespace === undefined ? 'not known here' : `'${namespace}'`}`,
      workload.namespace,
      `put it into a chart of the namespace '${workload.namespace}'`,
    ),
  );
}
