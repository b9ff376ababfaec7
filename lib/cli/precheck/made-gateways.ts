import type { Outcome } from '../../diagnostics/outcome';
import { shown } from '../../kubernetes/identity';
import type { GatewayApiObject } from '../gateway-object';
import { type GatewayFacts, type GatewayService, madeService } from '../ingress-service';
import type { Advice } from './advice';
import { notReady } from './ingress-gateway';

const check = 'ingress-gateway';

/**
 * Whether istiod makes, or has made, what the Gateways of the Gateway API in `dist/` ask for. Where the cluster does not
 * know the kind, the check of served kinds tells it.
 *
 * @param classes the names of the cluster's GatewayClasses; `undefined` where it does not know the kind
 */
export function madeGateways(
  gateways: readonly GatewayApiObject[],
  classes: readonly string[] | undefined,
  facts: GatewayFacts,
  advice: Advice,
): Outcome[] {
  if (classes === undefined) return [];
  return gateways.flatMap((gateway): Outcome[] => {
    const { gatewayClassName } = gateway.spec;
    if (!classes.includes(gatewayClassName)) {
      const message = `${shown(gateway)} is of the class '${gatewayClassName}', which is not in the cluster: istiod brings it`;
      return [{ check, status: 'finding', message, fix: advice.install }];
    }
    const found = madeService(gateway, facts);
    if (found === undefined) {
      const message = `istiod makes the gateway of ${shown(gateway)} when it is applied`;
      return [{ check, status: 'ok', message }];
    }
    const outcomes = [...closedPorts(gateway, found), ...notReady(found, advice)];
    if (outcomes.length > 0) return outcomes;
    const { name, namespace } = found.service.metadata;
    const ports = [...new Set(gateway.spec.listeners.map(({ port }) => port))].join(', ');
    const message = `${shown(gateway)} has its Service ${namespace}/${name}, port ${ports}`;
    return [{ check, status: 'ok', message }];
  });
}

/** Ports of listeners that the Service does not open: what is applied is older than what is written. */
function closedPorts(gateway: GatewayApiObject, { service }: GatewayService): Outcome[] {
  const open = (service.spec.ports ?? []).map(({ port }) => port);
  const closed = [...new Set(gateway.spec.listeners.map(({ port }) => port))].filter(
    (port) => !open.includes(port),
  );
  if (closed.length === 0) return [];
  const { name, namespace } = service.metadata;
  const message = `${shown(gateway)} listens on port ${closed.join(', ')}, which Service ${namespace}/${name} does not open yet`;
  return [{ check, status: 'note', message, fix: 'apply dist/ again: istiod opens what the listeners say' }];
}
