import { defined } from '../values/defined';
import type { InstalledEgress, InstalledIngress } from './gateway-installation';
import { overlay, type Table, unlessEmpty } from './overlay';
import type { Replicas } from './replicas';

type Installed = InstalledIngress | InstalledEgress;

/** What an IstioOperator says of the gateways of one role. */
interface OperatorGateways {
  /** Entries of `components`; `undefined` where the profile has said it all. */
  readonly components: readonly Table[] | undefined;
  /** Settings that hold for all gateways of the role. */
  readonly values: Table | undefined;
}

/**
 * Writes the gateways of one role.
 *
 * @param standard the name of the gateway that profiles have
 * @param inProfile whether this profile has it
 */
export function operatorGateways(
  standard: 'istio-ingressgateway' | 'istio-egressgateway',
  inProfile: boolean,
  gateways: Readonly<Record<string, Installed>>,
): OperatorGateways {
  const dropped = inProfile && !(standard in gateways) ? [{ name: standard, enabled: false }] : [];
  const components = [
    ...dropped,
    ...Object.values(gateways)
      .map((gateway) => component(gateway, gateway.service === standard))
      // The profile itself enables its own gateway, so that a name alone says nothing.
      .filter((entry) => !(inProfile && entry.name === standard && Object.keys(entry).length === 2)),
  ];
  const replicas = Object.values(gateways).map(({ chosen }) => chosen.replicas);
  const chosen = replicas.find((some) => some !== undefined);
  return {
    components: components.length > 0 ? components : undefined,
    values: chosen === undefined ? undefined : { autoscaleEnabled: typeof chosen !== 'number' },
  };
}

function component(gateway: Installed, isStandard: boolean): Table {
  const { namespace, ports, service, serviceAnnotations, resources, replicas } = gateway.chosen;
  const k8s = defined<Table>({
    service: unlessEmpty<Table>({ type: service, ports }),
    serviceAnnotations,
    resources,
    ...renderReplicas(replicas),
  });
  return defined<Table>({
    name: gateway.service,
    enabled: true,
    namespace,
    // All gateways of a role would else carry the labels of the profile's own.
    label: isStandard ? undefined : gateway.podLabels,
    k8s: unlessEmpty(overlay(k8s, gateway.further)),
  });
}

function renderReplicas(replicas: Replicas | undefined): Table {
  if (replicas === undefined) return {};
  if (typeof replicas === 'number') return { replicaCount: replicas };
  const target = { type: 'Utilization', averageUtilization: replicas.cpuPercent ?? 80 };
  return {
    hpaSpec: {
      minReplicas: replicas.min,
      maxReplicas: replicas.max,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
    },
  };
}
