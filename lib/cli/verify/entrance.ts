import type { Ingress } from '../../install/gateway-api-ingress';
import { type KubernetesObject, shown } from '../../kubernetes/identity';
import { labelText } from '../../kubernetes/label-selector';
import type { Service } from '../cluster-objects';
import { gatewayApiObjects, gatewayObjects, hostsOfHttpRoutes, hostsRoutedOutside } from '../gateway-object';
import { type GatewayFacts, gatewayServices, madeService } from '../ingress-service';

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
 * Finds the entrance by the first HTTP server of the Gateways in `dist/`, or says why there is none. Where the source has
 * no installed gateway, those of the Gateway API come first. The Service is found as the precheck finds it: by what
 * Istio's Gateway selects, or by what istiod makes for one of the Gateway API.
 */
export function entranceOf(
  objects: readonly KubernetesObject[],
  ingress: Ingress,
  facts: GatewayFacts,
): Entrance | string {
  const installed = () => installedEntrance(objects, ingress, facts);
  const made = () => madeEntrance(objects, facts);
  const [first, second] = ingress.kind === 'gateway-api-ingress' ? [made, installed] : [installed, made];
  return first() ?? second() ?? 'no Gateway of dist/ has an HTTP server';
}

function installedEntrance(
  objects: readonly KubernetesObject[],
  ingress: Ingress,
  facts: GatewayFacts,
): Entrance | string | undefined {
  for (const gateway of gatewayObjects(objects)) {
    const server = gateway.spec.servers.find(({ port }) => /^(http|http2)$/i.test(port.protocol ?? 'HTTP'));
    if (server === undefined) continue;
    const selector = gateway.spec.selector ?? {};
    const named = ingress.kind === 'ingress-gateway' ? ingress : undefined;
    const [found] = gatewayServices(selector, facts, named);
    if (found === undefined) return `no Service of the cluster leads to pods labelled ${labelText(selector)}`;
    const served = server.hosts.map((host) => host.slice(host.indexOf('/') + 1));
    const host = hostOf(hostsRoutedOutside(objects), served);
    return { service: found.service, port: server.port.number, host, namespace: gateway.metadata.namespace };
  }
  return undefined;
}

function madeEntrance(
  objects: readonly KubernetesObject[],
  facts: GatewayFacts,
): Entrance | string | undefined {
  for (const gateway of gatewayApiObjects(objects)) {
    const listener = gateway.spec.listeners.find(({ protocol }) => protocol === 'HTTP');
    if (listener === undefined) continue;
    const found = madeService(gateway, facts);
    if (found === undefined) return `istiod has made no Service of ${shown(gateway)}`;
    const host = hostOf(hostsOfHttpRoutes(objects), [listener.hostname ?? '*']);
    return { service: found.service, port: listener.port, host, namespace: gateway.metadata.namespace };
  }
  return undefined;
}

/** A host that the routes from outside are for, where they aren't for all. */
function hostOf(routed: readonly string[], served: readonly string[]): string | undefined {
  return routed.includes('*') && served.includes('*')
    ? undefined
    : [...routed, ...served].find((host) => !host.includes('*'));
}
