import { declaredProtocol, isHttp, isTls, type Protocol } from '../../../model/protocol';
import { type Analyzer, shown, type Told } from '../../analyzer';
import { type PlacedServer, serversThatMeet } from './placed-servers';
import { hostOfEntry, isTlsServer } from './servers';

/** Servers on one port of one workload that istiod can't serve together. */
export const gatewayConflict: Analyzer = {
  rules: ['gateway-conflict', 'gateway-protocol-conflict', 'gateway-certificate-shared'],
  reads: ['gateways', 'workloads', 'services'],
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
      for (const one of portConflicts(group)) yield* once(one);
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
  for (const other of others) {
    if (familyOf(other) === familyOf(first)) continue;
    const sharing = sharesHost(first, other);
    yield protocolConflict(other, first, 'here is ignored', sharing);
    // Who wrote the one that holds is told only where the other is for the same host.
    if (sharing) yield protocolConflict(first, other, 'holds by the order of the two', true);
  }
}

function familyOf({ server }: PlacedServer): string {
  return family(declaredProtocol(server.port?.protocol));
}

function sharesHost(a: PlacedServer, b: PlacedServer): boolean {
  const hosts = new Set((a.server.hosts ?? []).map(hostOfEntry));
  return (b.server.hosts ?? []).some((host) => hosts.has(hostOfEntry(host)));
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

/** Connections that no host tells apart: of several servers on a port istiod keeps the first. */
function* portConflicts(group: readonly PlacedServer[]): Iterable<Told> {
  const opaque = group.filter((one) => !['http', 'tls'].includes(familyOf(one)));
  for (const one of opaque) {
    const others = opaque.filter((other) => other !== one && familyOf(other) === familyOf(one));
    if (others.length === 0) continue;
    const names = [...new Set(others.map((other) => shown(other.gateway)))].join(', ');
    const { gateway, index, server } = one;
    yield {
      rule: 'gateway-conflict',
      about: gateway,
      path: ['spec', 'servers', index, 'port'],
      message: `${names} takes ${server.port?.protocol} connections on port ${server.port?.number} of the same workload too, and no host tells them apart: one of the servers is skipped`,
      also: [...new Set(others.map((other) => other.gateway))].filter((other) => other !== gateway),
    };
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
