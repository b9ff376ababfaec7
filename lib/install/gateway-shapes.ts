import { fault, within } from '../diagnostics/fault';
import { type GatewayPort, gatewayPorts } from '../istio/references/gateway-workload';
import { type Check, every, firstFault, isPlain, kubernetesFields, oneOf, record } from '../values/check';
import { namespaceName } from '../values/dns-label';
import { chosenBy } from '../values/labels';
import { annotations } from '../values/object-metadata';
import { objectName } from '../values/object-name';
import { optional, type Shape, shape } from '../values/shape';
import { computeResources } from './compute-resources';
import type { GatewayOptions, InstalledEgress, InstalledIngress } from './gateway-installation';
import { gatewayName } from './ingress-gateway';
import type { FurtherGatewayValues, Gateways, HelmGateway, IstioctlGateway } from './installation-options';
import { replicas } from './replicas';
import { valuesOf } from './value-check';
import { gatewayNames } from './values/gateway';

const portsOnce: Check<readonly GatewayPort[]> = (ports) =>
  firstFault(ports.length, (index) => {
    const { name, port } = ports[index] as GatewayPort;
    const others = ports.slice(0, index);
    if (!others.some((other) => other.name === name || other.port === port)) return undefined;
    return within(index, fault('two ports share a name or a number', `${name} ${port}`, 'give each its own'));
  });

/** istioctl's gateways run as a user who may not open them. */
const noneBelow1024: Check<readonly GatewayPort[]> = (ports) =>
  firstFault(ports.length, (index) => {
    const { name, port, targetPort } = ports[index] as GatewayPort;
    if (targetPort >= 1024) return undefined;
    const instead = `write for example { name: '${name}', port: ${port}, targetPort: ${8000 + (port % 1000)} }`;
    const problem = 'the gateways that istioctl installs may not open ports below 1024';
    return within(index, within('targetPort', fault(problem, targetPort, instead)));
  });

const portsOf = {
  helm: every(gatewayPorts, portsOnce),
  istioctl: every(gatewayPorts, portsOnce, noneBelow1024),
};

const common = {
  namespace: optional(namespaceName),
  service: optional(oneOf('LoadBalancer', 'NodePort', 'ClusterIP')),
  serviceAnnotations: optional(annotations),
  resources: optional(computeResources),
  replicas: optional(replicas),
} satisfies Omit<Shape<GatewayOptions>, 'ports'>;

const chosen = {
  helm: { ...common, ports: optional(portsOf.helm) },
  istioctl: { ...common, ports: optional(portsOf.istioctl) },
} satisfies Record<string, Shape<GatewayOptions>>;

/** Settings of a tool's own but for those that a Gateway refers to, which have a place of their own. */
function withoutParts(own: Readonly<Record<string, readonly string[]>>): Check<object> {
  return every(kubernetesFields, (fields: object) => {
    const entries = Object.entries(own);
    return firstFault(entries.length, (index) => {
      const [table, names] = entries[index] as [string, readonly string[]];
      const values = table === '' ? fields : (fields as Readonly<Record<string, unknown>>)[table];
      const name = isPlain(values) ? names.find((candidate) => values[candidate] !== undefined) : undefined;
      if (name === undefined) return undefined;
      const found = within(
        name,
        fault(
          'a Gateway refers to it, so that it is not changed here',
          (values as Readonly<Record<string, unknown>>)[name],
          "leave it out: the gateway's name gives its labels, and `ports` its ports",
        ),
      );
      return table === '' ? found : within(table, found);
    });
  });
}

const k8s: Check<NonNullable<IstioctlGateway['k8s']>> = withoutParts({ service: ['ports'] });

const values: Check<FurtherGatewayValues> = every<FurtherGatewayValues>(
  withoutParts({
    '': ['name', 'networkGateway', 'networkGatewayPorts'],
    labels: ['app', 'istio'],
    service: ['ports'],
  }),
  valuesOf(gatewayNames),
);

function gatewaysOf<Settings extends object>(
  settings: Check<Settings>,
): Check<Gateways<string, string, Settings>> {
  const byName = record(settings, { name: gatewayName, least: 0 });
  return shape<Gateways<string, string, Settings>>({ ingress: optional(byName), egress: optional(byName) });
}

/** The gateways that each way installs, by name. */
export const gatewaysBy = {
  istioctl: gatewaysOf(shape<IstioctlGateway>({ ...chosen.istioctl, k8s: optional(k8s) })),
  helm: gatewaysOf(shape<HelmGateway>({ ...chosen.helm, values: optional(values) })),
};

/** The gateways of an installation that was made, by name. */
export function installedGateways(origin: 'istioctl' | 'helm') {
  const parts = {
    origin: oneOf(origin) as Check<InstalledIngress['origin']>,
    service: gatewayName,
    serviceAccount: objectName,
    namespace: namespaceName,
    labels: chosenBy,
    podLabels: chosenBy,
    ports: portsOf[origin],
    serviceType: common.service.optional,
    resources: computeResources,
    replicas: optional(replicas),
    chosen: shape<GatewayOptions>(chosen[origin]),
    further: optional<object>(origin === 'helm' ? (values as Check<object>) : (k8s as Check<object>)),
  };
  return {
    ingress: record(shape<InstalledIngress>({ ...parts, kind: oneOf('ingress-gateway') }), { least: 0 }),
    egress: record(shape<InstalledEgress>({ ...parts, kind: oneOf('egress-gateway') }), { least: 0 }),
  };
}
