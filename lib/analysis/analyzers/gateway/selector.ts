import { nearest } from '../../../diagnostics/nearest-name';
import { labelText } from '../../../kubernetes/label-selector';
import type { InstalledGateway } from '../../../kubernetes/named-outside';
import { gatewayWorkloads, installedFor, leadsToPort, servicesBefore } from '../../../model/gateway';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { gatewayPorts } from '../../../release/gateway-ports';
import type { Labels } from '../../../values/labels';
import type { Analyzer, Told } from '../../analyzer';

/** What the Service of the gateway that `istioctl install` makes forwards from and to. */
const usual = [gatewayPorts.health, ...gatewayPorts.istioctl];

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
        const installed = installedFor(model, gateway);
        if (installed.length > 0) yield* portsOfInstalled(gateway, installed);
        else if (model.complete) {
          yield {
            rule: 'gateway-selector-no-workload',
            about: gateway,
            path: ['spec', 'selector'],
            message: `no pod is labelled ${labelText(selector)}: no proxy serves this gateway`,
          };
          if (isUsual(selector)) yield* unusualPorts(gateway);
        } else yield* slips(gateway, selector, model.installedGateways);
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

/** Ports that no Service of the gateways that are said to be installed forwards to. */
function* portsOfInstalled(
  gateway: ObjectOf<'gateways'>,
  installed: readonly InstalledGateway[],
): Iterable<Told> {
  for (const [index, { port }] of (gateway.spec.servers ?? []).entries()) {
    const number = port?.number;
    if (number === undefined) continue;
    const leads = ({ ports }: InstalledGateway) =>
      ports.some((one) => one.port === number || one.targetPort === number);
    if (installed.some(leads)) continue;
    const [{ namespace, service, ports }] = installed as readonly [InstalledGateway];
    yield {
      rule: 'gateway-port-not-on-service',
      about: gateway,
      path: ['spec', 'servers', index, 'port', 'number'],
      message: `Service ${namespace}/${service} of the gateway forwards nothing to port ${number}; it has ${ports.map((one) => one.port).join(', ')}`,
    };
  }
}

/** A selector that selects nothing here, and an installed gateway with a letter more or less. */
function* slips(
  gateway: ObjectOf<'gateways'>,
  selector: Labels,
  installed: readonly InstalledGateway[],
): Iterable<Told> {
  for (const { podLabels, namespace, service } of installed) {
    const wrong = Object.entries(selector).filter(([key, value]) => podLabels[key] !== value);
    const [[key, value] = ['', '']] = wrong;
    const meant = podLabels[key] ?? '';
    // Two letters more make another gateway: ingressgateway is no egressgateway.
    const isSlip = value.length !== meant.length && nearest(value, [meant], 1) !== undefined;
    if (wrong.length !== 1 || !isSlip) continue;
    yield {
      rule: 'gateway-selector-no-workload',
      about: gateway,
      path: ['spec', 'selector'],
      message: `no pod is labelled ${labelText(selector)}: no proxy serves this gateway; the pods behind Service ${namespace}/${service} are labelled ${key}=${meant}`,
      suggestion: `write ${key}: ${meant}`,
    };
    return;
  }
}

/** Whether the pods of the gateway that `istioctl install` makes are meant. */
function isUsual(selector: Labels): boolean {
  return Object.keys(selector).length === 1 && selector.istio === 'ingressgateway';
}

/** What would be wrong still, were the usual gateway installed. */
function* unusualPorts(gateway: ObjectOf<'gateways'>): Iterable<Told> {
  for (const [index, { port }] of (gateway.spec.servers ?? []).entries()) {
    if (
      port?.number === undefined ||
      usual.some((one) => one.port === port.number || one.targetPort === port.number)
    )
      continue;
    yield {
      rule: 'gateway-port-not-on-service',
      about: gateway,
      path: ['spec', 'servers', index, 'port', 'number'],
      message: `the Service of the gateway that istioctl installs forwards nothing to port ${port.number}; it has ${usual.map((one) => one.port).join(', ')}`,
    };
  }
}
