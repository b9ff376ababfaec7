import { isOfInstallation } from '../../../model/mesh-settings';
import { isTcp } from '../../../model/protocol';
import { serviceWorkloads } from '../../../model/service-workloads';
import type { Analyzer } from '../../analyzer';

/** Ports whose name says too little. */
export const portNames: Analyzer = {
  rules: ['port-protocol-unknown', 'external-name-port'],
  reads: ['services', 'workloads', 'settings'],
  *analyze(model) {
    for (const service of model.services) {
      if (service.origin !== 'service') continue;
      const isSystem =
        isOfInstallation(model.settings, service.namespace) || /^kube-/.test(service.namespace);
      if (service.externalName !== undefined || service.external) {
        for (const { number, name, protocol, index, transport } of service.ports) {
          if (transport !== 'TCP' || (protocol !== 'unknown' && !(isTcp(protocol) && protocol === 'tcp')))
            continue;
          yield {
            rule: 'external-name-port',
            about: service.object,
            path: ['spec', 'ports', index, 'name'],
            message: `port ${number}${name === '' ? '' : ` (${name})`} of an ExternalName Service is TCP: the proxies take all connections to port ${number} for it`,
          };
        }
        continue;
      }
      if (isSystem) continue;
      const workloads = serviceWorkloads(model, service);
      const isDetected =
        workloads.length === 0 ||
        workloads.some(({ proxy }) => proxy === 'sidecar' || proxy === 'unknown' || proxy === 'ztunnel');
      if (!isDetected) continue;
      for (const { number, name, protocol, index, transport } of service.ports) {
        if (protocol !== 'unknown' || transport !== 'TCP') continue;
        yield {
          rule: 'port-protocol-unknown',
          about: service.object,
          path: ['spec', 'ports', index, 'name'],
          message:
            name === ''
              ? `port ${number} has no name that says what is spoken: Istio has to detect it`
              : `${name} is no protocol: Istio has to detect what is spoken on port ${number}`,
        };
      }
    }
  },
};
