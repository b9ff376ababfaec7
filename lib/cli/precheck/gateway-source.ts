import { inspect } from 'node:util';
import { IngressGateway } from '../../install/ingress-gateway';
import { carries } from '../../kubernetes/label-selector';
import type { GatewayService } from '../ingress-service';

/** How the source is told of a gateway that was found in the cluster. */
export function sourceFor(found: GatewayService): string {
  const { name, namespace = '' } = found.service.metadata;
  if (matches(IngressGateway.istioctl(), found)) return 'ISTIO_INGRESS=istioctl npm run synth';
  if (matches(IngressGateway.helm(), found)) return 'ISTIO_INGRESS=helm npm run synth';
  return `in main.ts, give the guide this ingress: ${expression(found, { name, namespace })}`;
}

function expression(found: GatewayService, { name, namespace }: { name: string; namespace: string }): string {
  const helm = { release: name, namespace };
  if (matches(IngressGateway.helm(helm), found)) return `IngressGateway.helm(${written(helm)})`;
  const { istio } = found.labels;
  const ports = (found.service.spec.ports ?? []).map(({ name: portName, port, targetPort }) => ({
    name: portName ?? `port-${port}`,
    port,
    targetPort: typeof targetPort === 'number' ? targetPort : port,
  }));
  const labels = istio === undefined ? found.labels : { istio };
  return `IngressGateway.labelled(${written({ namespace, service: name, labels, ports })})`;
}

/** Whether the web ports and the labels are those of a known way to install. */
function matches(known: IngressGateway, { service, labels }: GatewayService): boolean {
  const { name, namespace } = service.metadata;
  return (
    namespace === known.namespace &&
    name === known.service &&
    carries(labels, known.labels) &&
    (service.spec.ports ?? []).every(({ port, targetPort }) => {
      const described = known.ports.find((candidate) => candidate.port === port);
      return described === undefined || typeof targetPort !== 'number' || described.targetPort === targetPort;
    })
  );
}

function written(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 4 });
}
