import type { IngressGateway } from '../../install/ingress-gateway';
import type { KubernetesObject } from '../../kubernetes/identity';
import { labelText } from '../../kubernetes/label-selector';
import type { Service } from '../cluster-objects';
import { gatewayObjects, hostsRoutedOutside } from '../gateway-object';
import { type GatewayFacts, gatewayServices } from '../ingress-service';

/** Where requests from outside enter: a Service, the port of it, and the host that they must name. */
export interface Entrance {
  readonly service: Service;
  readonly port: number;
  /** The Host header; `undefined` where the Gateway takes any. */
  readonly host: string | undefined;
  /** The namespace of the Gateway, and so of what it leads to in the guide; `undefined` where its file names none. */
  readonly namespace: string | undefined;
}

/**
 * Finds the entrance by the first HTTP server of the Gateways in `dist/`, or says why there is none.
 * The Service is found as the precheck finds it, by what the Gateway selects.
 */
export function entranceOf(
  objects: readonly KubernetesObject[],
  ingress: IngressGateway,
  facts: GatewayFacts,
): Entrance | string {
  for (const gateway of gatewayObjects(objects)) {
    const server = gateway.spec.servers.find(({ port }) => /^(http|http2)$/i.test(port.protocol ?? 'HTTP'));
    if (server === undefined) continue;
    const selector = gateway.spec.selector ?? {};
    const [found] = gatewayServices(selector, facts, ingress);
    if (found === undefined) return `no Service of the cluster leads to pods labelled ${labelText(selector)}`;
    const host = hostOf(objects, server.hosts);
    return { service: found.service, port: server.port.number, host, namespace: gateway.metadata.namespace };
  }
  return 'no Gateway of dist/ has an HTTP server';
}

/** A host that the routes from outside are for, where they aren't for all. */
function hostOf(objects: readonly KubernetesObject[], served: readonly string[]): string | undefined {
  const routed = hostsRoutedOutside(objects);
  const hosts = [...routed, ...served.map((host) => host.slice(host.indexOf('/') + 1))];
  return routed.includes('*') ? undefined : hosts.find((host) => !host.includes('*'));
}
