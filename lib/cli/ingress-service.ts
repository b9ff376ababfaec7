import type { IngressGateway } from '../install/ingress-gateway';
import type { KubernetesObject } from '../kubernetes/identity';
import { carries } from '../kubernetes/label-selector';
import type { Labels } from '../values/labels';
import { listed, readService, readWorkload, type Service, type Workload } from './cluster-objects';
import type { Kubectl } from './kubectl';

/** What the cluster has that could be a gateway. */
export interface GatewayFacts {
  readonly services: readonly Service[];
  readonly workloads: readonly Workload[];
}

/** A Service in front of gateway pods. */
export interface GatewayService {
  readonly service: Service;
  /** What makes its pods; `undefined` where only the Service was found. */
  readonly workload: Workload | undefined;
  /** The labels that its pods are known to carry. */
  readonly labels: Labels;
}

/** Asks the cluster for its Services, and for the Deployments and DaemonSets that could be gateways. */
export async function gatewayFacts(kubectl: Kubectl): Promise<GatewayFacts> {
  const [services, workloads] = await Promise.all([
    listed(kubectl, readService, 'services', '-A'),
    listed(kubectl, readWorkload, 'deployments,daemonsets', '-A'),
  ]);
  return { services, workloads: workloads.filter(isGateway) };
}

/**
 * The Services whose pods a Gateway with this selector configures, the one that the source names first, then those
 * that are open to the outside. As istiod does, it goes by the pods' labels in every namespace, not by names.
 */
export function gatewayServices(
  selector: Labels,
  facts: GatewayFacts,
  named: Pick<IngressGateway, 'namespace' | 'service'> | undefined,
): GatewayService[] {
  return allGatewayServices(facts)
    .filter(({ labels }) => carries(labels, selector))
    .sort((a, b) => rank(b.service, named) - rank(a.service, named));
}

/** By these istiod finds the pods of a Gateway of the Gateway API, the second up to Istio 1.21. */
const nameLabels = ['gateway.networking.k8s.io/gateway-name', 'istio.io/gateway-name'] as const;

/** The Service that istiod has made for a Gateway of the Gateway API; `undefined` where it has not. */
export function madeService(
  { metadata: { name, namespace } }: Pick<KubernetesObject, 'metadata'>,
  { services, workloads }: GatewayFacts,
): GatewayService | undefined {
  const service = services.find(
    ({ metadata, spec }) =>
      metadata.namespace === namespace && nameLabels.some((label) => spec.selector?.[label] === name),
  );
  if (service === undefined) return undefined;
  const { selector = {} } = service.spec;
  const workload = workloads.find(
    ({ metadata, spec }) =>
      metadata.namespace === namespace && carries(spec.template.metadata?.labels, selector),
  );
  return { service, workload, labels: workload?.spec.template.metadata?.labels ?? selector };
}

/** Every Service that has gateway pods behind it, or claims to by selecting pods by the label `istio`. */
export function allGatewayServices({ services, workloads }: GatewayFacts): GatewayService[] {
  return services.flatMap((service): GatewayService[] => {
    const { selector } = service.spec;
    if (selector === undefined || Object.keys(selector).length === 0) return [];
    const workload = workloads.find(
      ({ metadata, spec }) =>
        metadata.namespace === service.metadata.namespace &&
        carries(spec.template.metadata?.labels, selector),
    );
    if (workload !== undefined) {
      return [{ service, workload, labels: workload.spec.template.metadata?.labels ?? {} }];
    }
    const claims = selector.istio !== undefined && selector.istio !== 'pilot';
    return claims ? [{ service, workload: undefined, labels: selector }] : [];
  });
}

function isGateway({ spec }: Workload): boolean {
  const [first] = spec.template.spec?.containers ?? [];
  const labels = spec.template.metadata?.labels ?? {};
  return first?.name === 'istio-proxy' || (labels.istio !== undefined && labels.istio !== 'pilot');
}

function rank(
  { metadata, spec }: Service,
  named: Pick<IngressGateway, 'namespace' | 'service'> | undefined,
): number {
  if (metadata.namespace === named?.namespace && metadata.name === named?.service) return 3;
  return spec.type === 'LoadBalancer' ? 2 : spec.type === 'NodePort' ? 1 : 0;
}
