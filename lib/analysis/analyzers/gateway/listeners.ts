import { isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { generatedBy } from '../../../model/workload';
import { type Analyzer, shown, type Told } from '../../analyzer';

/** What listeners of gateways speak; waypoints alone speak HBONE. */
const protocols = ['HTTP', 'HTTPS', 'TLS', 'TCP'];

/** Listeners of the Gateway API that istiod serves nowhere: for their protocol, or for the Service they are to be at. */
export const listeners: Analyzer = {
  rules: ['listener-protocol-unknown', 'gateway-address-unknown'],
  reads: ['kubernetesGateways', 'gatewayClasses', 'services', 'settings'],
  *analyze(model) {
    for (const gateway of model.kubernetesGateways) {
      if (generatedBy(gateway.spec.gatewayClassName, model.gatewayClasses) !== 'gateway') continue;
      for (const [index, { protocol = '' }] of (gateway.spec.listeners ?? []).entries()) {
        if (protocol === '' || protocols.includes(protocol)) continue;
        const meant = protocols.find((one) => one === protocol.toUpperCase());
        yield {
          rule: 'listener-protocol-unknown',
          about: gateway,
          path: ['spec', 'listeners', index, 'protocol'],
          message: `istiod serves ${protocols.join(', ')}, not ${protocol}: there is no such listener`,
          ...(meant !== undefined && { suggestion: `write ${meant}` }),
        };
      }
      yield* addresses(model, gateway);
    }
  },
};

/** A Gateway with an address is served by pods that somebody else runs: those of the Service that the address names. */
function* addresses(model: MeshModel, gateway: ObjectOf<'kubernetesGateways'>): Iterable<Told> {
  for (const [index, { type = 'IPAddress', value = '' }] of (gateway.spec.addresses ?? []).entries()) {
    if (type !== 'Hostname' || value === '') continue;
    const { domain } = model.settings;
    const host = value.includes('.') ? value : `${value}.${gateway.namespace}.svc.${domain}`;
    const path = ['spec', 'addresses', index, 'value'];
    const [service] = model.servicesByHost.get(host.toLowerCase()) ?? [];
    if (service === undefined) {
      const [, namespace = ''] = host.split('.');
      const isOfCluster = host.endsWith(`.svc.${domain}`);
      if (!(isOfCluster ? isKnown(model, namespace, 'kubernetesServices') : model.complete)) continue;
      const message = `there is no Service ${host}: nothing serves the gateway`;
      yield { rule: 'gateway-address-unknown', level: 'error', about: gateway, path, message };
      continue;
    }
    const closed = (gateway.spec.listeners ?? []).find(
      ({ port }) => port !== undefined && !service.ports.some(({ number }) => number === port),
    );
    if (closed === undefined) continue;
    const message = `${shown(service.object)} has no port ${closed.port}, only ${service.ports.map(({ number }) => number).join(', ')}: listener ${closed.name} is not reached`;
    yield {
      rule: 'gateway-address-unknown',
      level: 'warning',
      about: gateway,
      path,
      message,
      also: [service.object],
    };
  }
}
