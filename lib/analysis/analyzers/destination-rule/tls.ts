import { carries } from '../../../kubernetes/label-selector';
import { clientTlsOf, type WrittenTls } from '../../../model/client-tls';
import { ruledHost } from '../../../model/destination-rule';
import { destinationsOf } from '../../../model/destinations';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { mutualTlsOf } from '../../../model/mutual-tls';
import { isTls } from '../../../model/protocol';
import type { MeshService, ServicePort } from '../../../model/service';
import { serviceWorkloads, targetNumber } from '../../../model/service-workloads';
import { servicesNamed } from '../../../model/visibility';
import { type Analyzer, shown, type Told } from '../../analyzer';

type DestinationRule = ObjectOf<'destinationRules'>;

/** How clients are told to speak, against what servers take. */
export const clientTls: Analyzer = {
  rules: ['mtls-conflict', 'mtls-to-external', 'tls-twice', 'tls-not-verified'],
  reads: ['destinationRules', 'virtualServices', 'peerAuthentications', 'services', 'workloads', 'settings'],
  *analyze(model) {
    let known: ReadonlySet<string> | undefined;
    const requested = (host: string) => {
      known ??= httpDestinations(model);
      return known.has(host);
    };
    for (const rule of model.destinationRules) {
      const all = clientTlsOf(rule);
      if (all.length === 0) continue;
      const services = ruledServices(model, rule);
      for (const written of all) {
        const { tls, path } = written;
        if (tls.insecureSkipVerify) {
          yield {
            rule: 'tls-not-verified',
            about: rule,
            path: [...path, 'insecureSkipVerify'],
            message: `the certificate of ${rule.spec.host} is not verified: whoever is in between can read and change what is sent`,
          };
        }
        const told = services.flatMap((service) => [
          ...judged(model, rule, written, all, service, requested),
        ]);
        const [first] = told;
        if (first !== undefined) yield first;
      }
    }
  },
};

/** The services of a rule; of one for all services of the cluster too many to look at each, these have no TLS of their own. */
function ruledServices(model: MeshModel, rule: DestinationRule): readonly MeshService[] {
  const host = ruledHost(rule, model);
  if (!host.startsWith('*')) return servicesNamed(model, host);
  const [, namespace] = /^\*\.([^.*]+)\.svc\./.exec(host) ?? [];
  const candidates = namespace === undefined ? [] : (model.servicesByNamespace.get(namespace) ?? []);
  return candidates.filter((service) => service.host.endsWith(host.slice(1)));
}

/** The hosts and ports that http rules send requests to: there a proxy holds plain requests, whatever the port is. */
function httpDestinations(model: MeshModel): ReadonlySet<string> {
  const requested = new Set<string>();
  for (const service of model.virtualServices) {
    for (const { destination, host, rule } of destinationsOf(service, model)) {
      if (rule.kind !== 'http') continue;
      requested.add(`${host}:${destination.port?.number ?? ''}`);
    }
  }
  return requested;
}

function* judged(
  model: MeshModel,
  rule: DestinationRule,
  written: WrittenTls,
  all: readonly WrittenTls[],
  service: MeshService,
  requested: (host: string) => boolean,
): Iterable<Told> {
  const { tls, path, port: only, subset } = written;
  const mode = tls.mode ?? 'DISABLE';
  if (service.external && mode === 'ISTIO_MUTUAL') {
    yield {
      rule: 'mtls-to-external',
      about: rule,
      path: [...path, 'mode'],
      message: `${service.host} is outside of the mesh (${shown(service.object)}) and can't answer Istio's mutual TLS: every connection fails`,
      also: [service.object],
    };
    return;
  }
  // A port or a subset with a setting of its own does not obey the one above.
  const isOwn = (port: ServicePort) =>
    only === undefined &&
    all.some((other) => other !== written && other.subset === subset && other.port === port.number);
  for (const port of service.ports) {
    if ((only !== undefined && port.number !== only) || isOwn(port)) continue;
    const originates = mode === 'SIMPLE' || mode === 'MUTUAL';
    const isRequested = () => requested(`${service.host}:${port.number}`) || requested(`${service.host}:`);
    if (originates && isTls(port.protocol) && !isRequested()) {
      yield {
        rule: 'tls-twice',
        about: rule,
        path: [...path, 'mode'],
        message: `port ${port.number} of ${service.host} is ${port.protocol.toUpperCase()}: what is sent there is TLS already, and ${mode} wraps it in TLS again`,
        also: [service.object],
      };
      return;
    }
    yield* conflicting(model, rule, written, service, port);
  }
}

function* conflicting(
  model: MeshModel,
  rule: DestinationRule,
  { tls, path, subset }: WrittenTls,
  service: MeshService,
  port: ServicePort,
): Iterable<Told> {
  const mode = tls.mode ?? 'DISABLE';
  const labels = rule.spec.subsets?.find(({ name }) => name === subset)?.labels ?? {};
  for (const workload of serviceWorkloads(model, service)) {
    if (workload.proxy === 'unknown' || workload.proxy === 'gateway' || !carries(workload.labels, labels))
      continue;
    const number = targetNumber(port, workload);
    const inForce = mutualTlsOf(model, workload, number);
    const isRefused = inForce.mode === 'strict' && mode !== 'ISTIO_MUTUAL';
    const isUnanswered = inForce.mode === 'disable' && mode === 'ISTIO_MUTUAL' && workload.origin !== 'entry';
    if (!isRefused && !isUnanswered) continue;
    const by = inForce.by === undefined ? 'it has no proxy' : shown(inForce.by);
    yield {
      rule: 'mtls-conflict',
      about: rule,
      path: [...path, 'mode'],
      message: isRefused
        ? `port ${number ?? port.targetPort} of ${shown(workload.object)} takes mutual TLS only (${by}), and clients are told to speak ${mode}: every connection is refused`
        : `port ${number ?? port.targetPort} of ${shown(workload.object)} takes no mutual TLS (${by}), and clients are told to speak ${mode}: every connection fails`,
      also: [service.object, ...(inForce.by === undefined ? [] : [inForce.by])],
    };
    return;
  }
}
