import { filledText, list } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { chosenBy } from '../../values/labels';
import { objectName } from '../../values/object-name';
import { portNumber } from '../../values/port';
import { reference, shape } from '../../values/shape';
import type { IServiceIdentity, IWorkload } from './workload';

/** A port of a gateway's Service. */
export interface GatewayPort {
  readonly name: string;
  /** The Service's port: what a client outside connects to, and what a Gateway's server names. */
  readonly port: number;
  /** The pod's port behind it. */
  readonly targetPort: number;
}

/**
 * The Envoy deployment that a Gateway configures. An `IngressGateway` is one, taken from how Istio was installed,
 * so that selector and ports can't disagree with it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway
 */
export interface IGatewayWorkload extends Omit<IWorkload, 'requestsReadBy'>, IServiceIdentity {
  readonly kind: 'ingress-gateway' | 'egress-gateway';
  readonly namespace: string;
  /** The labels on its pods that a Gateway selects by. */
  readonly labels: Readonly<Record<string, string>>;
  /** The ports of its Service. */
  readonly ports: readonly GatewayPort[];
}

/** The ports of a gateway's Service. */
export const gatewayPorts = list(
  shape<GatewayPort>({
    name: filledText('the name of a port', "'http2'"),
    port: portNumber,
    targetPort: portNumber,
  }),
);

export const gatewayWorkload = reference<IGatewayWorkload>(
  'an ingress gateway',
  'give IngressGateway.istioctl(), IngressGateway.helm() or IngressGateway.labelled({ … })',
  ['ingress-gateway', 'egress-gateway'],
  {
    namespace: namespaceName,
    // A gateway that is described by its labels alone need not be known by who it is.
    serviceAccount: (account: string | undefined) =>
      account === undefined ? undefined : objectName(account),
    labels: chosenBy,
    ports: gatewayPorts,
  },
);
