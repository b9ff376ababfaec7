import type { GatewayPort, IGatewayWorkload } from '../istio/references/gateway-workload';
import type { MeshSettings } from '../istio/references/mesh-settings';
import type { NonEmpty } from '../values/non-empty';
import { type ComputeResources, overResources } from './compute-resources';
import { type IngressGateway, istioLabel } from './ingress-gateway';
import type { Table } from './overlay';
import { gatewayDefaults, type Profile } from './profile';
import type { Replicas } from './replicas';
import type { GatewayValues } from './values/gateway';

/** Settings of one gateway; what is left out stays as the profile has it. */
export interface GatewayOptions {
  /** Its namespace, which must exist for `istioctl`. @default - the mesh's root namespace */
  readonly namespace?: string;
  /**
   * The ports of its Service. The first is what a cloud's load balancer takes for the health check.
   * @default - the profile's: 15021, 80 and 443, with `demo` also 31400 and 15443; an egress gateway 80 and 443
   */
  readonly ports?: NonEmpty<GatewayPort>;
  /** Who reaches it. @default 'LoadBalancer', for an egress gateway 'ClusterIP' */
  readonly service?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /** Annotations of its Service, which clouds read. @default - none */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** @default - the profile's */
  readonly resources?: ComputeResources;
  /** @default - one with `demo`, else 1 to 5 by an autoscaler */
  readonly replicas?: Replicas;
}

/** What a gateway is installed with, beside the labels and ports by which a Gateway refers to it. */
interface Installed extends Omit<IGatewayWorkload, 'kind'> {
  /** The name of its Service and Deployment, and of its Helm release. */
  readonly service: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly serviceType: NonNullable<GatewayOptions['service']>;
  readonly resources: ComputeResources;
  readonly replicas: Replicas | undefined;
  /** What was said about it, without what the profile adds. */
  readonly chosen: GatewayOptions;
  /** What only the way that it is installed by knows: `k8s` settings for istioctl, values for the chart. */
  readonly further: Table | GatewayValues | undefined;
}

/** An ingress gateway as an installation makes it; a Gateway takes it as its `ingress`. */
export interface InstalledIngress extends Installed, IngressGateway {}

/** An egress gateway as an installation makes it. */
export interface InstalledEgress extends Installed {
  readonly kind: 'egress-gateway';
  readonly origin: 'istioctl' | 'helm';
}

/** Where a gateway belongs. */
interface Place {
  readonly origin: 'istioctl' | 'helm';
  readonly profile: Profile;
  readonly settings: MeshSettings;
}

export function installedIngress(
  place: Place,
  name: string,
  chosen: GatewayOptions,
  further: Table | GatewayValues | undefined,
): InstalledIngress {
  return {
    kind: 'ingress-gateway',
    origin: place.origin,
    ...installed(place, 'ingress', name, chosen, further),
  };
}

export function installedEgress(
  place: Place,
  name: string,
  chosen: GatewayOptions,
  further: Table | GatewayValues | undefined,
): InstalledEgress {
  return {
    kind: 'egress-gateway',
    origin: place.origin,
    ...installed(place, 'egress', name, chosen, further),
  };
}

function installed(
  { profile, settings }: Place,
  role: 'ingress' | 'egress',
  name: string,
  chosen: GatewayOptions,
  further: Table | GatewayValues | undefined,
): Installed {
  const defaults = gatewayDefaults(profile, role);
  const istio = istioLabel(name);
  return {
    service: name,
    // As istioctl names it; the chart is told so.
    serviceAccount: `${name}-service-account`,
    namespace: chosen.namespace ?? settings.rootNamespace,
    labels: { istio },
    podLabels: { app: name, istio },
    ports: chosen.ports ?? defaults.ports,
    serviceType: chosen.service ?? (role === 'ingress' ? 'LoadBalancer' : 'ClusterIP'),
    resources: overResources(defaults.resources, chosen.resources),
    replicas: chosen.replicas ?? defaults.replicas,
    chosen,
    further,
  };
}
