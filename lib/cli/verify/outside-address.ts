import type { Node, Service } from '../cluster-objects';

/** A way from outside the cluster to the ingress gateway, in the order in which they are tried. */
export type Way = 'load-balancer' | 'node-port' | 'port-forward';

/** Where a request from outside goes. */
export interface OutsideAddress {
  readonly way: Way;
  readonly host: string;
  readonly port: number;
}

/**
 * The addresses that the cluster gives for one port of a Service: of its load balancer, else its node port on each
 * node, the nodes' external addresses first. None where it is only open inside.
 */
export function outsideAddresses(service: Service, port: number, nodes: readonly Node[]): OutsideAddress[] {
  const { type, externalIPs = [], ports = [] } = service.spec;
  const balanced = (service.status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) =>
    ip !== undefined ? [ip] : hostname !== undefined ? [hostname] : [],
  );
  const hosts = [...(type === 'LoadBalancer' ? balanced : []), ...externalIPs];
  if (hosts.length > 0) return hosts.map((host) => ({ way: 'load-balancer', host, port }));
  const nodePort = ports.find((candidate) => candidate.port === port)?.nodePort;
  if (nodePort === undefined) return [];
  const addressesOf = (kind: string) =>
    nodes.flatMap(({ status }) =>
      (status?.addresses ?? []).filter(({ type: its }) => its === kind).map(({ address }) => address),
    );
  return [...addressesOf('ExternalIP'), ...addressesOf('InternalIP')].map((host) => ({
    way: 'node-port',
    host,
    port: nodePort,
  }));
}

/** The address as the beginning of a URL, without a port where 80 is meant. */
export function urlOf({ host, port }: Pick<OutsideAddress, 'host' | 'port'>): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}${port === 80 ? '' : `:${port}`}`;
}
