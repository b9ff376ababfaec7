import { isMap } from '../../../kubernetes/identity';
import { clientTlsOf } from '../../../model/client-tls';
import { ruledHost } from '../../../model/destination-rule';
import { grouped } from '../../../model/grouped';
import { hostCovers } from '../../../model/host-name';
import { isGiven, isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { declaredProtocol, isHttp } from '../../../model/protocol';
import { isExportedTo } from '../../../model/visibility';
import { type Analyzer, shown, type Told } from '../../analyzer';

type ServiceEntry = ObjectOf<'serviceEntries'>;

/** What ServiceEntries say of hosts outside. */
export const serviceEntries: Analyzer = {
  rules: ['se-addresses-needed', 'se-endpoints-needed', 'se-duplicate-host', 'plain-http-to-443'],
  reads: ['serviceEntries', 'destinationRules', 'settings'],
  *analyze(model) {
    if (model.serviceEntries.length === 0) return;
    const originated = tlsHosts(model);
    const allocates = allocatesAddresses(model);
    for (const entry of model.serviceEntries) {
      const { ports = [], addresses = [], resolution, endpoints = [], workloadSelector } = entry.spec;
      if (resolution === 'STATIC' && endpoints.length === 0 && workloadSelector === undefined) {
        yield {
          rule: 'se-endpoints-needed',
          about: entry,
          path: ['spec', 'endpoints'],
          message:
            'resolution is STATIC, but there are neither endpoints nor a workloadSelector: nothing answers',
        };
      }
      for (const [index, { number, protocol, targetPort }] of ports.entries()) {
        const spoken = declaredProtocol(protocol);
        const isCatchAll = number !== undefined && (spoken === 'tcp' || !protocol);
        if (isCatchAll && addresses.length === 0 && !allocates(entry)) {
          yield {
            rule: 'se-addresses-needed',
            // Whether proxies capture DNS, the settings of the mesh say.
            level: model.settings.given || isGiven(model, model.settings.rootNamespace) ? 'warning' : 'info',
            about: entry,
            path: ['spec', 'addresses'],
            message: `port ${number} is ${protocol || 'TCP'} and there are no addresses: it catches all traffic to port ${number}, whoever it is for`,
          };
        }
        const reached = targetPort ?? number;
        if (!isHttp(spoken) || reached !== 443 || !isKnown(model, entry.namespace, 'destinationRules'))
          continue;
        const plain = (entry.spec.hosts ?? []).filter((host) => !originated(host.toLowerCase()));
        if (plain.length === 0) continue;
        yield {
          rule: 'plain-http-to-443',
          about: entry,
          path: ['spec', 'ports', index, targetPort === undefined ? 'protocol' : 'targetPort'],
          message: `plain HTTP is sent to port 443 of ${plain.join(', ')}, and no DestinationRule originates TLS`,
        };
      }
    }
    yield* duplicates(model);
  },
};

/** Whether a DestinationRule makes TLS for a host. */
function tlsHosts(model: MeshModel): (host: string) => boolean {
  const originating = model.destinationRules.filter((rule) =>
    clientTlsOf(rule).some(({ tls }) => tls.mode !== undefined && tls.mode !== 'DISABLE'),
  );
  const hosts = new Set(originating.map((rule) => ruledHost(rule, model)));
  const wild = [...hosts].filter((host) => host.startsWith('*'));
  return (host) => hosts.has(host) || wild.some((one) => hostCovers(one, host));
}

/** Whether proxies give a host an address of their own, by which its connections are told from others. */
function allocatesAddresses(model: MeshModel): (entry: ServiceEntry) => boolean {
  const metadata = model.settings.config.defaultConfig?.proxyMetadata;
  const isOn = (name: string) => isMap(metadata) && String(metadata[name]) === 'true';
  const allocates = isOn('ISTIO_META_DNS_CAPTURE') || isOn('ISTIO_META_DNS_AUTO_ALLOCATE');
  return ({ spec }) =>
    allocates && spec.resolution !== 'NONE' && !(spec.hosts ?? []).some((host) => host.includes('*'));
}

function* duplicates(model: MeshModel): Iterable<Told> {
  const claims = grouped(
    model.serviceEntries.flatMap((entry) =>
      (entry.spec.hosts ?? []).flatMap((host, index) =>
        (entry.spec.ports ?? []).map(({ number, protocol }) => ({
          key: `${host.toLowerCase()}:${number}`,
          entry,
          index,
          says: `${declaredProtocol(protocol)} with resolution ${entry.spec.resolution ?? 'NONE'}`,
        })),
      ),
    ),
    ({ key }) => key,
  );
  for (const [key, all] of claims) {
    for (const { entry, index, says } of all) {
      const other = all.find(
        (one) => one.entry !== entry && one.says !== says && meet(one.entry, entry, model),
      );
      if (other === undefined) continue;
      yield {
        rule: 'se-duplicate-host',
        about: entry,
        path: ['spec', 'hosts', index],
        message: `${shown(other.entry)} says of ${key} that it is ${other.says}, here it is ${says}: the order decides which holds`,
        also: [other.entry],
      };
    }
  }
}

/** Whether some client sees both. */
function meet(a: ServiceEntry, b: ServiceEntry, model: MeshModel): boolean {
  const exportTo = (entry: ServiceEntry) =>
    entry.spec.exportTo?.length ? entry.spec.exportTo : model.settings.defaultExportTo.services;
  const places = exportTo(b).map((to) => (to === '.' ? b.namespace : to));
  return places.some((place) =>
    place === '*' ? exportTo(a).some((to) => to !== '~') : isExportedTo(exportTo(a), a.namespace, place),
  );
}
