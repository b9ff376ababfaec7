import { gatewayWorkloads } from '../../../model/gateway';
import { hostsOverlap } from '../../../model/host-name';
import type { ServerSpec } from '../../../model/kinds/networking';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { declaredProtocol, isHttp } from '../../../model/protocol';
import type { Analyzer } from '../../analyzer';

/** The host of an entry that may name a namespace before it. */
export function hostOfEntry(entry: string): string {
  return entry.slice(entry.indexOf('/') + 1).toLowerCase();
}

/** Whether a server ends TLS itself or passes it through. */
export function isTlsServer({ port }: ServerSpec): boolean {
  return ['https', 'tls'].includes(declaredProtocol(port?.protocol));
}

/** Servers that say one thing and do another. */
export const gatewayServers: Analyzer = {
  rules: ['gateway-tls-on-plain-port', 'gateway-redirect-without-https'],
  reads: ['gateways', 'workloads'],
  *analyze(model) {
    const tlsHosts = new Map<string, string[]>();
    const keyOf = (gateway: ObjectOf<'gateways'>) => {
      const [workload] = gatewayWorkloads(model, gateway);
      return workload === undefined
        ? JSON.stringify(Object.entries(gateway.spec.selector ?? {}).sort())
        : `${workload.namespace}/${workload.name}`;
    };
    for (const gateway of model.gateways) {
      const servers = (gateway.spec.servers ?? []).filter(isTlsServer);
      const key = keyOf(gateway);
      const hosts = servers.flatMap((server) => (server.hosts ?? []).map(hostOfEntry));
      tlsHosts.set(key, [...(tlsHosts.get(key) ?? []), ...hosts]);
    }
    for (const gateway of model.gateways) {
      for (const [index, server] of (gateway.spec.servers ?? []).entries()) {
        const { tls, port, hosts = [] } = server;
        if (tls === undefined || !isHttp(declaredProtocol(port?.protocol))) continue;
        const path = ['spec', 'servers', index];
        const isOnlyRedirect = tls.httpsRedirect === true && tls.mode === undefined && !tls.credentialName;
        if (!isOnlyRedirect && (tls.mode !== undefined || tls.credentialName || tls.serverCertificate)) {
          yield {
            rule: 'gateway-tls-on-plain-port',
            about: gateway,
            path: [...path, 'port', 'protocol'],
            message: `the server has tls settings, but its protocol is ${port?.protocol}: it is served as plain text`,
          };
        }
        if (!tls.httpsRedirect) continue;
        const offered = tlsHosts.get(keyOf(gateway)) ?? [];
        const bare = hosts.map(hostOfEntry).filter((host) => !offered.some((one) => hostsOverlap(one, host)));
        if (bare.length > 0) {
          yield {
            rule: 'gateway-redirect-without-https',
            about: gateway,
            path: [...path, 'tls', 'httpsRedirect'],
            message: `requests for ${bare.join(', ')} are redirected to https, but no server of the gateway offers TLS for it`,
          };
        }
      }
    }
  },
};
