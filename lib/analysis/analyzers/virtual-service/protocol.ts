import { isForMesh } from '../../../model/bound-gateways';
import { isHttp, isTcp } from '../../../model/protocol';
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
      const isAlsoAtGateway = (service.spec.gateways ?? []).some((gateway) => gateway !== 'mesh');
      const unfit = (['http', 'tcp', 'tls'] as const).filter((kind) => {
        const speaksOther = kind === 'http' ? isTcp : isHttp;
        return service.spec[kind]?.length && ports.every(({ protocol }) => speaksOther(protocol));
      });
      if (isAlsoAtGateway || unfit.length === 0) continue;
      const said = ports.map(({ number, name, protocol }) => `${number} (${name || protocol})`);
      const numbers = [...new Set(said)].join(', ');
      const also = [...new Set(services.map(({ object }) => object))];
      const [first] = also;
      if (first === undefined) continue;
      for (const kind of unfit) {
        yield {
          rule: kind === 'http' ? 'l7-rules-on-tcp-port' : 'vs-tcp-rules-on-http-port',
          about: service,
          path: ['spec', kind],
          message:
            kind === 'http'
              ? `${shown(first)} speaks no HTTP on port ${numbers}: the http rules are ignored`
              : `${shown(first)} speaks HTTP on port ${numbers}: the ${kind} rules do not apply to it`,
          also,
        };
      }
    }
  },
};
