import type { IngressGateway } from '../../install/ingress-gateway';
import { groupOf, type KubernetesObject } from '../../kubernetes/identity';
import { labelText } from '../../kubernetes/label-selector';
import type { Service } from '../cluster-objects';
import { isGatewayObject } from '../gateway-object';
import { type GatewayFacts, gatewayServices } from '../ingress-service';

/** Where requests from outside enter: a Service, the port of it, and the host that they must name. */
export interface Entrance {
  readonly service: Service;
  readonly port: number;
  /** The Host header; `undefined` where the Gateway takes any. */
  readonly host: string | undefined;
  /** The namespace of the Gateway, and so of what it leads to in the guide. */
  readonly namespace: string;
}

interface VirtualServiceObject extends KubernetesObject {
  readonly spec: { readonly hosts?: readonly string[]; readonly gateways?: readonly string[] };
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
  const gateways = objects.filter(isGatewayObject);
  for (const gateway of gateways) {
    const server = gateway.spec.servers.find(({ port }) => /^(http|http2)$/i.test(port.protocol ?? 'HTTP'));
    if (server === undefined) continue;
    const selector = gateway.spec.selector ?? {};
    const [found] = gatewayServices(selector, facts, ingress);
    if (found === undefined) return `no Service of the cluster leads to pods labelled ${labelText(selector)}`;
    const host = hostOf(objects, server.hosts);
    const { namespace = 'default' } = gateway.metadata;
    return { service: found.service, port: server.port.number, host, namespace };
  }
  return 'no Gateway of dist/ has an HTTP server';
}

/** A host that the routes from outside are for, where they aren't for all. */
function hostOf(objects: readonly KubernetesObject[], served: readonly string[]): string | undefined {
  const routed = objects.filter(isRoutedOutside).flatMap(({ spec }) => spec.hosts ?? []);
  const hosts = [...routed, ...served.map((host) => host.slice(host.indexOf('/') + 1))];
  return routed.includes('*') ? undefined : hosts.find((host) => !host.includes('*'));
}

function isRoutedOutside(object: KubernetesObject): object is VirtualServiceObject {
  if (object.kind !== 'VirtualService' || groupOf(object.apiVersion) !== 'networking.istio.io') return false;
  return ((object as VirtualServiceObject).spec.gateways ?? []).some((gateway) => gateway !== 'mesh');
}
