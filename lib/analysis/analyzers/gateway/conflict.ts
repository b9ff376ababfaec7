import { declaredProtocol, isHttp, isTls, type Protocol } from '../../../model/protocol';
import { type Analyzer, shown, type Told } from '../../analyzer';
import { type PlacedServer, serversThatMeet } from './placed-servers';
import { hostOfEntry, isTlsServer } from './servers';

/** Servers on one port of one workload that istiod can't serve together. */
export const gatewayConflict: Analyzer = {
  rules: ['gateway-conflict', 'gateway-protocol-conflict', 'gateway-certificate-shared'],
  reads: ['gateways', 'workloads'],
  *analyze(model) {
    const told = new Set<string>();
    const once = function* (one: Told) {
      const key = `${one.rule} ${one.about.namespace}/${one.about.name} ${one.path.join('.')}`;
      if (!told.has(key)) yield one;
      told.add(key);
    };
    for (const group of serversThatMeet(model)) {
      for (const one of protocolConflicts(group)) yield* once(one);
      for (const one of hostConflicts(group)) yield* once(one);
      for (const one of sharedCertificates(group)) yield* once(one);
    }
  },
};

/** What can share a port: requests of any HTTP, TLS by its server name, else only the very same. */
function family(protocol: Protocol): string {
  return isHttp(protocol) ? 'http' : isTls(protocol) ? 'tls' : protocol;
}

function* protocolConflicts(group: readonly PlacedServer[]): Iterable<Told> {
  const [first, ...others] = group as [PlacedServer, ...PlacedServer[]];
  const spoken = first.server.port?.protocol;
  for (const other of others) {
    if (family(declaredProtocol(other.server.port?.protocol)) === family(declaredProtocol(spoken))) continue;
    const sharesHost = (first.server.hosts ?? []).some((a) =>
      (other.server.hosts ?? []).some((b) => hostOfEntry(a) === hostOfEntry(b)),
    );
    yield protocolConflict(other, first, 'here is ignored', sharesHost);
    // Who wrote the one that holds is told only where the other is for the same host.
    if (sharesHost) yield protocolConflict(first, other, 'holds by the order of the two', true);
  }
}

function protocolConflict(of: PlacedServer, other: PlacedServer, outcome: string, sharesHost: boolean): Told {
  const { port } = of.server;
  return {
    rule: 'gateway-protocol-conflict',
    ...(sharesHost && { code: 'IST0145' }),
    about: of.gateway,
    path: ['spec', 'servers', of.index, 'port'],
    message: `port ${port?.number} of the same workload is ${other.server.port?.protocol} in ${shown(other.gateway)}: ${port?.protocol} ${outcome}`,
    also: [other.gateway],
  };
}

function* hostConflicts(group: readonly PlacedServer[]): Iterable<Told> {
  const claims = new Map<string, PlacedServer[]>();
  for (const placed of group) {
    if (!isTlsServer(placed.server)) continue;
    for (const entry of new Set((placed.server.hosts ?? []).map(hostOfEntry))) {
      const claimed = claims.get(entry);
      if (claimed === undefined) claims.set(entry, [placed]);
      else claimed.push(placed);
    }
  }
  for (const [host, claimed] of claims) {
    if (claimed.length < 2) continue;
    for (const { gateway, index, server } of claimed) {
      const others = claimed.filter((one) => one.gateway !== gateway || one.index !== index);
      const names = [...new Set(others.map((one) => shown(one.gateway)))].join(', ');
      yield {
        rule: 'gateway-conflict',
        about: gateway,
        path: ['spec', 'servers', index, 'hosts'],
        message: `${names} claims TLS for ${host} on port ${server.port?.number} of the same workload too: one of the servers is skipped`,
        also: [...new Set(others.map((one) => one.gateway))].filter((one) => one !== gateway),
      };
    }
  }
}

function* sharedCertificates(group: readonly PlacedServer[]): Iterable<Told> {
  const holders = new Map<string, PlacedServer[]>();
  for (const placed of group) {
    const { credentialName, serverCertificate, mode } = placed.server.tls ?? {};
    const certificate = credentialName || serverCertificate;
    if (!certificate || mode === 'PASSTHROUGH') continue;
    const held = holders.get(certificate);
    if (held === undefined) holders.set(certificate, [placed]);
    else held.push(placed);
  }
  for (const [certificate, held] of holders) {
    const gateways = [...new Set(held.map(({ gateway }) => gateway))];
    if (gateways.length < 2) continue;
    for (const { gateway, index, server } of held) {
      const others = gateways.filter((one) => one !== gateway);
      yield {
        rule: 'gateway-certificate-shared',
        about: gateway,
        path: [
          'spec',
          'servers',
          index,
          'tls',
          server.tls?.credentialName ? 'credentialName' : 'serverCertificate',
        ],
        message: `certificate ${certificate} is also used by ${others.map(shown).join(', ')} on port ${server.port?.number} of the same workload: HTTP/2 clients reuse a connection for both and get 404`,
        also: others,
      };
    }
  }
}
