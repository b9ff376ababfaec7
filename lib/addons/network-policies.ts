import type { Construct } from 'constructs';
import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
} from 'kubernetes-types/networking/v1';
import type { IWorkload } from '../istio/references/workload';
import { type Addon, objectOf } from './addon';
import { kubeObject } from './kube-object';

/** Pods of whichever namespace: every proxy of the mesh sends its spans. */
export const everyPod: NetworkPolicyPeer = { namespaceSelector: {} };

/** Who may connect to which of an add-on's pods' ports. */
export function allow(
  ports: readonly number[],
  from: readonly NetworkPolicyPeer[],
): NetworkPolicyIngressRule {
  return { from: [...from], ports: ports.map((port) => ({ port, protocol: 'TCP' })) };
}

/** Pods by their labels, in their namespace or in any. */
export function podsOf({ labels, namespace }: IWorkload): NetworkPolicyPeer {
  return {
    podSelector: { matchLabels: { ...labels } },
    namespaceSelector:
      namespace === undefined ? {} : { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  };
}

/** What an add-on may do on the network; the rest is refused. */
export interface NetworkRules {
  readonly ingress: readonly NetworkPolicyIngressRule[];
  /** @default - anything: its pods call the Kubernetes API, whose address a policy can't name */
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

/** Closes an add-on's pods but for these rules. What other add-ons need of it, they add by {@link admit}. */
export function guard(scope: Construct, addon: Addon, { ingress, egress }: NetworkRules): void {
  kubeObject(scope, 'NetworkPolicy', objectOf(addon), {
    spec: {
      podSelector: { matchLabels: addon.selector },
      policyTypes: egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'],
      ingress: [...ingress],
      ...(egress && { egress: [...egress] }),
    },
  });
}

/** An add-on that is closed: the pods, and the port that others call. */
export interface Guarded {
  readonly name: string;
  readonly pods: IWorkload;
  readonly port: number;
}

/** Lets one add-on call another; written where the caller is, so that it goes when the caller goes. */
export function admit(scope: Construct, caller: Addon, { name, pods, port }: Guarded): void {
  const from = podsOf({ kind: 'workload', labels: caller.selector, namespace: caller.namespace });
  const namespace = pods.namespace ?? caller.namespace;
  kubeObject(
    scope,
    'NetworkPolicy',
    { name: `${caller.name}-to-${name}`, namespace, labels: caller.labels },
    {
      spec: {
        podSelector: { matchLabels: { ...pods.labels } },
        policyTypes: ['Ingress'],
        ingress: [allow([port], [from])],
      },
    },
  );
}

/** Lets an add-on's pods look up names, and connect to these. */
export function lookUpAndCall(servers: readonly Guarded[]): NetworkPolicyEgressRule[] {
  return [
    {
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
    ...servers.map(({ pods, port }) => ({ to: [podsOf(pods)], ports: [{ port, protocol: 'TCP' }] })),
  ];
}

/** A Prometheus of whichever namespace, as what other add-ons let in to read their own metrics. */
export const prometheusPods: NetworkPolicyPeer = {
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
  namespaceSelector: {},
};
