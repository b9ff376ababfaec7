import type { Outcome } from '../../diagnostics/outcome';
import type { IngressGateway } from '../../install/ingress-gateway';
import { shown } from '../../kubernetes/identity';
import type { GatewayObject } from '../gateway-object';
import type { GatewayService } from '../ingress-service';
import { sourceFor } from './gateway-source';

const check = 'ingress-gateway';

/**
 * Whether each port that Gateways listen on is open in the Service, and leads where the source says.
 * Ports that no Gateway uses may differ: nothing depends on them.
 */
export function gatewayPorts(
  gateways: readonly GatewayObject[],
  found: GatewayService,
  ingress: IngressGateway | undefined,
): Outcome[] {
  const { service } = found;
  const at = `${service.metadata.namespace}/${service.metadata.name}`;
  const open = service.spec.ports ?? [];
  const used = new Map<number, GatewayObject>();
  for (const gateway of gateways) for (const { port } of gateway.spec.servers) used.set(port.number, gateway);
  return [...used].flatMap(([number, gateway]): Outcome[] => {
    const port = open.find((candidate) => candidate.port === number);
    if (port === undefined) {
      const ports = open.map((candidate) => candidate.port).join(', ');
      return [
        {
          check,
          status: 'finding',
          message: `${shown(gateway)} listens on port ${number}, which Service ${at} does not open (it opens ${ports || 'none'})`,
          fix: `open it where Istio is installed, or give the server a port of the Service; ${sourceFor(found)}`,
        },
      ];
    }
    const target = port.targetPort ?? port.port;
    const described = ingress?.ports.find((candidate) => candidate.port === number);
    if (described === undefined || typeof target === 'string' || described.targetPort === target) return [];
    return [
      {
        check,
        status: 'finding',
        message: `Service ${at} leads port ${number} to ${target}, the source says ${described.targetPort}: it describes another installation`,
        fix: sourceFor(found),
      },
    ];
  });
}
