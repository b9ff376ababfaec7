import { isHttp, isTcp, type Protocol } from '../../../model/protocol';
import type { MeshService, ServicePort } from '../../../model/service';
import { targetNumber } from '../../../model/service-workloads';
import { type Analyzer, shown } from '../../analyzer';

/** Workloads whose ports Services describe differently. */
export const workloadPorts: Analyzer = {
  rules: ['workload-port-protocol-conflict'],
  reads: ['workloads', 'services'],
  *analyze(model) {
    for (const [workload, services] of model.servicesByWorkload) {
      if (workload.proxy === 'none') continue;
      if (services.length < 2 || (workload.origin !== 'template' && workload.origin !== 'pod')) continue;
      const said = new Map<number, { readonly service: MeshService; readonly port: ServicePort }[]>();
      for (const service of services) {
        if (service.origin !== 'service') continue;
        for (const port of service.ports) {
          const number = targetNumber(port, workload);
          if (number === undefined) continue;
          const known = said.get(number);
          if (known === undefined) said.set(number, [{ service, port }]);
          else known.push({ service, port });
        }
      }
      for (const [number, all] of said) {
        const [first] = all;
        const other = all.find(({ port }) => first !== undefined && differ(first.port, port));
        if (first === undefined || other === undefined) continue;
        yield {
          rule: 'workload-port-protocol-conflict',
          code: first.port.number === other.port.number ? 'IST0116' : 'IST0137',
          about: workload.object,
          path: [...workload.templatePath, 'metadata', 'labels'],
          message: `${shown(first.service.object)} says that port ${number} of the pods is ${spoken(first.port)}, ${shown(other.service.object)} that it is ${spoken(other.port)}: the order decides which holds`,
          also: [first.service.object, other.service.object],
        };
      }
    }
  },
};

function family(protocol: Protocol): string {
  return isHttp(protocol) ? 'http' : isTcp(protocol) ? 'tcp' : protocol;
}

function differ(a: ServicePort, b: ServicePort): boolean {
  if (a.transport !== b.transport) return true;
  const isDetected = a.protocol === 'unknown' || b.protocol === 'unknown';
  return !isDetected && family(a.protocol) !== family(b.protocol);
}

function spoken({ protocol, transport }: ServicePort): string {
  return protocol === 'unknown' ? transport : protocol.toUpperCase();
}
