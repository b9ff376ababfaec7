import { isForMesh } from '../../../model/bound-gateways';
import { isHttp, isTcp, type Protocol } from '../../../model/protocol';
import { ruledHosts } from '../../../model/virtual-service';
import { servicesNamed } from '../../../model/visibility';
import { type Analyzer, shown } from '../../analyzer';

/** Rules for HTTP on ports that speak none, and the other way round. */
export const ruleProtocols: Analyzer = {
  rules: ['l7-rules-on-tcp-port', 'vs-tcp-rules-on-http-port'],
  reads: ['virtualServices', 'services', 'settings'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      if (!isForMesh(service) || (service.spec.hosts ?? []).length === 0) continue;
      const named = ruledHosts(service, model).map((host) => servicesNamed(model, host));
      // A host that is not known may have any port.
      if (named.some((found) => found.length === 0)) continue;
      const services = named.flat();
      const ports = services.flatMap((one) => one.ports).filter(({ protocol }) => protocol !== 'udp');
      if (ports.length === 0) continue;
      const all = (speaks: (protocol: Protocol) => boolean) =>
        ports.every(({ protocol }) => speaks(protocol));
      const kinds = ports.map(({ number, name, protocol }) => `${number} (${name || protocol})`).join(', ');
      const also = [...new Set(services.map(({ object }) => object))];
      const [first] = also;
      if (first === undefined) continue;
      const isAlsoAtGateway = (service.spec.gateways ?? []).some((gateway) => gateway !== 'mesh');
      if (service.spec.http?.length && all(isTcp) && !isAlsoAtGateway) {
        yield {
          rule: 'l7-rules-on-tcp-port',
          about: service,
          path: ['spec', 'http'],
          message: `${shown(first)} speaks no HTTP on port ${kinds}: the http rules are ignored`,
          also,
        };
      }
      for (const kind of ['tcp', 'tls'] as const) {
        if (!service.spec[kind]?.length || !all(isHttp) || isAlsoAtGateway) continue;
        yield {
          rule: 'vs-tcp-rules-on-http-port',
          about: service,
          path: ['spec', kind],
          message: `${shown(first)} speaks HTTP on port ${kinds}: the ${kind} rules do not apply to it`,
          also,
        };
      }
    }
  },
};
