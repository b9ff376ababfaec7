import {
  type GatewayPort,
  gatewayWorkload,
  type IGatewayWorkload,
  gatewayPorts as ofGateway,
} from '../istio/references/gateway-workload';
import { istioMesh } from '../istio/references/mesh-settings';
import { gatewayPorts } from '../release/gateway-ports';
import { type Check, every, oneOf, text } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { dnsLabelName, namespaceName } from '../values/dns-label';
import { chosenBy } from '../values/labels';
import { objectName } from '../values/object-name';
import { optional, reference, shape } from '../values/shape';

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

/** What {@link IngressGateway.istioctl} was installed with. */
export interface IstioctlIngressGatewayOptions {
  /** `demo` opens 31400 (TCP) and 15443 (TLS between clusters) besides 80 and 443. @default 'demo' - the guide's */
  readonly profile?: 'default' | 'demo';
  /** The mesh's root namespace, where istioctl puts it. @default 'istio-system' */
  readonly namespace?: string;
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

/** The name of a gateway, which is that of its Helm release too, and without `istio-` a label. */
export const gatewayName: Check<string> = text({
  holds: (name) => /^[a-z]([-a-z0-9]{0,51}[a-z0-9])?$/.test(name) && istioLabel(name) !== '',
  problem: 'a gateway is named like a Helm release, by at most 53 lower-case letters, digits and dashes',
  instead: "write for example 'istio-ingressgateway'",
});

const byIstioctl = shape<IstioctlIngressGatewayOptions>({
  profile: optional(oneOf('default', 'demo')),
  namespace: optional(namespaceName),
});

const byHelm = shape<HelmIngressGatewayOptions>({
  release: optional(gatewayName),
  namespace: optional(namespaceName),
});

const service = dnsLabelName('the name of a Service');

const labelled = shape<LabelledIngressGatewayOptions>({
  namespace: namespaceName,
  service,
  labels: chosenBy,
  ports: ofGateway,
  serviceAccount: objectName,
});

/** An ingress gateway however it came into the cluster, or an installation of this app has made it. */
export const ingressGateway: Check<IngressGateway> = every<IngressGateway>(
  gatewayWorkload,
  reference<Pick<IngressGateway, 'kind' | 'origin' | 'service' | 'podLabels'>>(
    'an ingress gateway',
    'give IngressGateway.istioctl(), IngressGateway.helm() or IngressGateway.labelled({ … })',
    ['ingress-gateway'],
    { origin: oneOf('istioctl', 'helm', 'labelled'), service, podLabels: chosenBy },
  ),
);

/** The ways that an ingress gateway is installed. */
export const IngressGateway = {
  /**
   * The gateway that `istioctl install` makes with the profiles `default` and `demo`.
   *
   * @throws ConfigError for another profile, and for what is no namespace
   */
  istioctl(options: IstioctlIngressGatewayOptions = {}): IngressGateway {
    checkedCall('IngressGateway.istioctl', byIstioctl, options);
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
   *
   * @throws ConfigError for what can't be the name of a release or a namespace
   */
  helm(options: HelmIngressGatewayOptions = {}): IngressGateway {
    const { release = 'istio-ingress', namespace = 'istio-ingress' } = checkedCall(
      'IngressGateway.helm',
      byHelm,
      options,
    );
    const istio = istioLabel(release);
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

  /**
   * Any other gateway deployment, described by its own labels and ports.
   *
   * @throws ConfigError for labels that no pod can carry, and for ports that are none
   */
  labelled(options: LabelledIngressGatewayOptions): IngressGateway {
    checkedCall('IngressGateway.labelled', labelled, options);
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
