import { ConfigError } from '../diagnostics/error';
import type { GatewayPort, IGatewayWorkload } from '../istio/references/gateway-workload';
import { istioMesh } from '../istio/references/mesh-settings';
import { checkPort } from '../values/port';
import { gatewayPorts } from './gateway-ports';

/** How an ingress gateway came into the cluster. */
export type IngressGatewayOrigin = 'istioctl' | 'helm' | 'labelled';

/**
 * An ingress gateway as it was installed: which pods it is, in which namespace, and which ports its Service opens.
 * A Gateway takes its selector and its port from here, so that the two can't disagree.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-control/
 */
export interface IngressGateway extends IGatewayWorkload {
  readonly kind: 'ingress-gateway';
  readonly origin: IngressGatewayOrigin;
  /** The name of its Service: `kubectl get service <name> -n <namespace>` shows its address. */
  readonly service: string;
  /** The labels that its Service selects pods by; a Gateway needs only {@link labels} of them. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** What {@link IngressGateway.helm} was installed with. */
export interface HelmIngressGatewayOptions {
  /**
   * The release name that the `gateway` chart was installed under.
   * @default 'istio-ingress' - as in Istio's installation guide
   */
  readonly release?: string;
  /**
   * The namespace that it was installed into.
   * @default 'istio-ingress' - as in Istio's installation guide
   */
  readonly namespace?: string;
}

/** What {@link IngressGateway.labelled} describes. */
export interface LabelledIngressGatewayOptions {
  readonly namespace: string;
  readonly service: string;
  /** The labels on its pods that a Gateway selects by. */
  readonly labels: Readonly<Record<string, string>>;
  /** The ports of its Service, at least one. */
  readonly ports: readonly [GatewayPort, ...GatewayPort[]];
  /** The service account that its pods run as, for policies that name it as a caller. */
  readonly serviceAccount: string;
}

/** The label `istio` that the pods of a gateway carry by its name: without a leading `istio-`. */
export function istioLabel(name: string): string {
  return name.startsWith('istio-') ? name.slice('istio-'.length) : name;
}

/** The ways that an ingress gateway is installed. */
export const IngressGateway = {
  /**
   * The gateway that `istioctl install` makes with the profiles `default` and `demo`.
   *
   * @param options.profile `demo` opens 31400 (TCP) and 15443 (TLS between clusters) besides 80 and 443
   * (default: `demo`, the guide's)
   * @param options.namespace the mesh's root namespace, where istioctl puts it (default: `istio-system`)
   */
  istioctl(
    options: { readonly profile?: 'default' | 'demo'; readonly namespace?: string } = {},
  ): IngressGateway {
    return {
      kind: 'ingress-gateway',
      origin: 'istioctl',
      namespace: options.namespace ?? istioMesh.rootNamespace,
      service: 'istio-ingressgateway',
      serviceAccount: 'istio-ingressgateway-service-account',
      labels: { istio: 'ingressgateway' },
      podLabels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
      ports: [
        gatewayPorts.health,
        ...gatewayPorts.istioctl,
        ...(options.profile === 'default' ? [] : gatewayPorts.demo),
      ],
    };
  },

  /**
   * A gateway installed by the Helm chart `gateway`, whose pods carry the release name without a leading `istio-`
   * as their label `istio`.
   */
  helm(options: HelmIngressGatewayOptions = {}): IngressGateway {
    const { release = 'istio-ingress', namespace = 'istio-ingress' } = options;
    const istio = istioLabel(release);
    if (istio === '') {
      throw new ConfigError({
        problem: 'a Helm release name needs more than the prefix',
        got: release,
        instead: "write for example 'istio-ingress'",
      });
    }
    return {
      kind: 'ingress-gateway',
      origin: 'helm',
      namespace,
      service: release,
      serviceAccount: release,
      labels: { istio },
      podLabels: { app: release, istio },
      ports: [gatewayPorts.health, ...gatewayPorts.chart],
    };
  },

  /** Any other gateway deployment, described by its own labels and ports. */
  labelled(options: LabelledIngressGatewayOptions): IngressGateway {
    if (Object.keys(options.labels).length === 0) {
      throw new ConfigError({
        problem: 'an ingress gateway is found by the labels on its pods',
        got: options.labels,
        instead: "write at least one, such as { istio: 'ingressgateway' }",
      });
    }
    for (const port of options.ports) {
      checkPort(port.port, `port '${port.name}' of the ingress gateway`);
      checkPort(port.targetPort, `target port of '${port.name}' of the ingress gateway`);
    }
    return {
      kind: 'ingress-gateway',
      origin: 'labelled',
      namespace: options.namespace,
      service: options.service,
      serviceAccount: options.serviceAccount,
      labels: options.labels,
      podLabels: options.labels,
      ports: options.ports,
    };
  },
};
