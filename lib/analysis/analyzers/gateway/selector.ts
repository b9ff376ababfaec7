import { type Labels, labelText } from '../../../kubernetes/label-selector';
import { gatewayWorkloads, leadsToPort, servicesBefore } from '../../../model/gateway';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { Analyzer, Told } from '../../analyzer';

/** What the Service of the gateway that `istioctl install` makes forwards from and to. */
const usualPorts: readonly number[] = [15021, 80, 443, 8080, 8443];

/** Whether pods serve a Gateway, and whether their Service leads to its ports. */
export const gatewaySelector: Analyzer = {
  rules: ['gateway-selector-no-workload', 'gateway-port-not-on-service'],
  reads: ['gateways', 'workloads', 'services'],
  *analyze(model) {
    for (const gateway of model.gateways) {
      const { selector = {}, servers = [] } = gateway.spec;
      if (Object.keys(selector).length === 0) continue;
      const workloads = gatewayWorkloads(model, gateway);
      if (workloads.length === 0) {
        if (model.complete) {
          yield {
            rule: 'gateway-selector-no-workload',
            about: gateway,
            path: ['spec', 'selector'],
            message: `no pod is labelled ${labelText(selector)}: no proxy serves this gateway`,
          };
          if (isUsual(selector)) yield* unusualPorts(gateway);
        }
        continue;
      }
      const before = workloads.flatMap((workload) =>
        servicesBefore(model, workload).map((service) => ({ workload, service })),
      );
      if (before.length === 0) continue;
      for (const [index, { port }] of servers.entries()) {
        const number = port?.number;
        if (number === undefined) continue;
        if (before.some(({ service, workload }) => leadsToPort(service, number, workload))) continue;
        const [first] = before;
        const known = first?.service.ports.map((one) => one.number).join(', ');
        const told: Told = {
          rule: 'gateway-port-not-on-service',
          about: gateway,
          path: ['spec', 'servers', index, 'port', 'number'],
          message: `Service ${first?.service.namespace}/${first?.service.name} of the gateway forwards nothing to port ${number}; it has ${known}`,
        };
        yield told;
      }
    }
  },
};

/** Whether the pods of the gateway that `istioctl install` makes are meant. */
function isUsual(selector: Labels): boolean {
  return Object.keys(selector).length === 1 && selector.istio === 'ingressgateway';
}

/** What would be wrong still, were the usual gateway installed. */
function* unusualPorts(gateway: ObjectOf<'gateways'>): Iterable<Told> {
  for (const [index, { port }] of (gateway.spec.servers ?? []).entries()) {
    if (port?.number === undefined || usualPorts.includes(port.number)) continue;
    yield {
      rule: 'gateway-port-not-on-service',
      about: gateway,
      path: ['spec', 'servers', index, 'port', 'number'],
      message: `the Service of the gateway that istioctl installs forwards nothing to port ${port.number}; it has 15021, 80, 443`,
    };
  }
}
