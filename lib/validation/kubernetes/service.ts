import { isIP } from 'node:net';
import { isDnsLabel } from '../../values/dns-label';
import { shown } from '../schema/shown';
import { list, object, type Place, type Shape, value } from '../shape';
import { labelMap } from './label-map';
import { always, dnsSubdomain, qualifiedName } from './names';
import { needsSpec } from './needs-spec';
import { portName, portNumber } from './ports';
import { oneOf } from './required';
import { type Addresses, addresses } from './service-addresses';

interface ServicePort {
  readonly name?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

interface ServiceSpec extends Addresses {
  readonly ports?: readonly ServicePort[];
  readonly externalName?: string;
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } };
}

const targetPort: Shape<number | string> = (given, place) => {
  if (given === '' || given === 0) return;
  const problem = typeof given === 'number' ? portNumber(given) : portName(given);
  if (problem !== undefined) place.report(problem);
};

const servicePort = object<ServicePort>(
  {
    name: value<string>((name) =>
      name === '' || isDnsLabel(name)
        ? undefined
        : `must be a DNS label in small letters, got ${shown(name)}`,
    ),
    targetPort,
    appProtocol: value<string>((name) =>
      qualifiedName.fits(name) ? undefined : `must ${qualifiedName.words}, got ${shown(name)}`,
    ),
  },
  ({ port = 0 }, place) => {
    const problem = portNumber(port);
    if (problem !== undefined) place.report(problem, { at: ['port'] });
  },
);

/** With several ports each has a name; no name and no number (of one protocol) is there twice. */
const eachPortOnce: Shape<readonly ServicePort[]> = (ports, place) => {
  const names = new Set<string>();
  const numbers = new Set<string>();
  const nodePorts = new Set<string>();
  ports.forEach(({ name = '', port, nodePort, protocol = 'TCP' }, index) => {
    if (name === '' && ports.length > 1)
      place.report('is required where a Service has several ports', { at: [index, 'name'] });
    if (name !== '' && names.has(name)) place.report(`is there twice: ${name}`, { at: [index, 'name'] });
    const number = `${port}/${protocol || 'TCP'}`;
    if (numbers.has(number)) place.report(`is there twice: ${number}`, { at: [index, 'port'] });
    const onNode = `${nodePort}/${protocol || 'TCP'}`;
    if (nodePort && nodePorts.has(onNode))
      place.report(`is there twice: ${onNode}`, { at: [index, 'nodePort'] });
    names.add(name);
    nodePorts.add(onNode);
    numbers.add(number);
  });
};

const somePort: Shape<ServiceSpec> = ({ type, clusterIP, ports = [] }, place) => {
  if (ports.length === 0 && type !== 'ExternalName' && clusterIP !== 'None') place.report('must have a port');
};

const byType: Shape<ServiceSpec> = (spec, place) => {
  const { type = '', externalName = '', clusterIP = '' } = spec;
  if (type === 'ExternalName') {
    // A dot at the end only says that nothing follows.
    if (!dnsSubdomain.fits(externalName.replace(/\.$/, ''))) {
      place.report(`must be a host name for type ExternalName, got ${shown(externalName)}`, {
        at: ['externalName'],
      });
    }
    if (clusterIP !== '') place.report('can not be set for type ExternalName', { at: ['clusterIP'] });
  } else if (clusterIP !== '' && clusterIP !== 'None' && isIP(clusterIP) === 0) {
    place.report(`must be an IP address, None or empty, got ${shown(clusterIP)}`, { at: ['clusterIP'] });
  }
  if (type === 'LoadBalancer' && clusterIP === 'None')
    place.report('can not be None for type LoadBalancer', { at: ['clusterIP'] });
  const external = type === 'LoadBalancer' || type === 'NodePort';
  if (spec.externalTrafficPolicy && !external) {
    place.report('belongs to type LoadBalancer and NodePort', { at: ['externalTrafficPolicy'] });
  }
  if (spec.loadBalancerSourceRanges?.length && type !== 'LoadBalancer') {
    place.report('belongs to type LoadBalancer', { at: ['loadBalancerSourceRanges'] });
  }
  spec.ports?.forEach(({ nodePort }, index) => {
    if (nodePort && !external && type !== 'ExternalName')
      place.report(`belongs to type NodePort and LoadBalancer`, { at: ['ports', index, 'nodePort'] });
  });
  checkAffinity(spec, place);
};

/** A day. */
const longestAffinity = 86_400;

function checkAffinity({ sessionAffinity, sessionAffinityConfig: config }: ServiceSpec, place: Place): void {
  // Without affinity the server drops what configures it.
  if (!config || sessionAffinity !== 'ClientIP') return;
  const seconds = config.clientIP?.timeoutSeconds;
  if (seconds !== undefined && (seconds < 1 || seconds > longestAffinity)) {
    const at = ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'];
    place.report(`must be from 1 to ${longestAffinity}, got ${seconds}`, { at });
  }
}

/** What the API server asks of a Service beyond its schema. */
export const service = object(
  {
    spec: object<ServiceSpec>(
      {
        ports: list(servicePort, eachPortOnce),
        selector: labelMap,
        loadBalancerClass: always(qualifiedName),
        internalTrafficPolicy: oneOf('Cluster', 'Local'),
        ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
        trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'),
      },
      somePort,
      byType,
      addresses,
    ),
  },
  needsSpec,
);
