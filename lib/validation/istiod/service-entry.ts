import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape, value } from '../shape';
import { exportTo } from './export-to';
import { dnsLabel, hostName, isAddress, subnet, wildcardHost } from './hosts';
import { isHttp, isTls, protocolOf, protocolOrNone } from './protocol';
import { isSince } from './release';
import { workloadSelector } from './selection';
import { port } from './values';
import { checkAddress, checkPortsAndLabels, type Workload } from './workload';

interface ServicePort {
  readonly number?: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly targetPort?: number;
}

interface ServiceEntry {
  readonly hosts?: readonly string[];
  readonly addresses?: readonly string[];
  readonly ports?: readonly ServicePort[];
  readonly endpoints?: readonly Workload[];
  readonly resolution?: string;
  readonly location?: string;
  readonly workloadSelector?: unknown;
}

const host = value<string>((name) => (name === '*' ? 'can not be every host' : wildcardHost(name)));

const servicePort = object<ServicePort>(
  {
    protocol: value(protocolOrNone),
    targetPort: value<number>((number) => (number === 0 ? undefined : port(number))),
  },
  ({ number = 0, name = '' }, place) => {
    const [wrongName, wrongNumber] = [dnsLabel(name), port(number)];
    if (wrongName !== undefined) place.report(wrongName, { at: ['name'] });
    if (wrongNumber !== undefined) place.report(wrongNumber, { at: ['number'] });
  },
);

const eachPortOnce: Shape<readonly ServicePort[]> = (ports, place) => {
  for (const field of ['name', 'number'] as const) {
    const seen = new Set<unknown>();
    ports.forEach((each, index) => {
      const key = each[field] ?? (field === 'name' ? '' : 0);
      if (seen.has(key)) place.report(`is there twice: ${shown(key)}`, { at: [index, field] });
      seen.add(key);
    });
  }
};

function checkDns(spec: ServiceEntry, resolution: string, place: Place): void {
  const { endpoints = [], hosts = [] } = spec;
  if (endpoints.length === 0) {
    // What is no host at all is told by itself.
    const wild = hosts.findIndex((name) => hostName(name) !== undefined && wildcardHost(name) === undefined);
    if (wild >= 0) {
      const problem = `must be a whole host name for resolution ${resolution} without endpoints: it is asked of DNS`;
      place.report(`${problem}, got ${shown(hosts[wild])}`, { at: ['hosts', wild] });
    }
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
    place.report('can be one at most for resolution DNS_ROUND_ROBIN', { at: ['endpoints'] });
  }
  eachEndpoint(spec, place, (endpoint) => {
    const { address = '' } = endpoint;
    if (isAddress(address) || hostName(address) === undefined) return;
    place.report(`must be an IP address or a host name, got ${shown(address)}`, { at: ['address'] });
  });
}

/** What can be asked of DNS at the time of a request, and since when. */
const dynamicDnsProtocols = [
  { protocol: 'HTTP', release: '1.28' },
  { protocol: 'TLS', release: '1.29' },
  { protocol: 'GRPC', release: '1.30' },
  { protocol: 'HTTP2', release: '1.30' },
];

function checkDynamicDns(spec: ServiceEntry, place: Place): void {
  const { hosts = [], addresses, endpoints, ports = [], location = 'MESH_EXTERNAL' } = spec;
  if (hosts.length === 0)
    place.report('must have a host with a wildcard for resolution DYNAMIC_DNS', { at: ['hosts'] });
  hosts.forEach((name, index) => {
    if (!name.startsWith('*') && wildcardHost(name) === undefined) {
      place.report(`must have a wildcard for resolution DYNAMIC_DNS, got ${shown(name)}`, {
        at: ['hosts', index],
      });
    }
  });
  for (const [field, given] of Object.entries({ addresses, endpoints })) {
    if (isSet(given))
      place.report('can not stand beside resolution DYNAMIC_DNS: the host decides', { at: [field] });
  }
  const served = dynamicDnsProtocols.filter(({ release }) => isSince(release, place));
  ports.forEach((each, index) => {
    const name = protocolOf(each.protocol)?.toUpperCase();
    const known = dynamicDnsProtocols.find(({ protocol }) => protocol === name);
    if (known !== undefined && served.includes(known)) return;
    const names = served.map(({ protocol }) => protocol).join(' or ');
    const later = known === undefined ? '' : `, which Istio takes from ${known.release} on`;
    const problem = `must be ${names} for resolution DYNAMIC_DNS, got ${shown(each.protocol)}${later}`;
    place.report(problem, { at: ['ports', index, 'protocol'] });
  });
  if (location !== 'MESH_INTERNAL') return;
  if (!isSince('1.30', place)) {
    place.report('must be MESH_EXTERNAL for resolution DYNAMIC_DNS', { at: ['location'] });
    return;
  }
  const waypoint = place.context.labels['istio.io/use-waypoint'] ?? '';
  if (waypoint !== '' && waypoint.toLowerCase() !== 'none') {
    place.report('can not be MESH_INTERNAL for resolution DYNAMIC_DNS behind a waypoint', {
      at: ['location'],
    });
  }
}

function checkStatic(spec: ServiceEntry, place: Place): void {
  eachEndpoint(spec, place, (endpoint) => {
    checkAddress(endpoint, false, place);
    const { address = '' } = endpoint;
    if (address.startsWith('unix://') && portNames(spec).size !== 1) {
      place.report('needs exactly one port in the ServiceEntry for a socket', { at: ['address'] });
    }
  });
}

function portNames({ ports = [] }: ServiceEntry): ReadonlySet<string> {
  return new Set(ports.map(({ name = '' }) => name));
}

function eachEndpoint(spec: ServiceEntry, place: Place, check: (endpoint: Workload) => void): void {
  const names = portNames(spec);
  (spec.endpoints ?? []).forEach((endpoint, index) => {
    place.steps.push('endpoints', index);
    check(endpoint);
    const checked = spec.resolution !== 'STATIC' || endpoint.address || endpoint.network;
    if (checked) checkPortsAndLabels(endpoint, place, names);
    place.steps.splice(-2);
  });
}

/** What each way to find the endpoints asks for. */
const resolution: Shape<ServiceEntry> = (spec, place) => {
  const { resolution: how = 'NONE', hosts = [], ports = [], addresses = [] } = spec;
  if (how !== 'NONE' && how !== 'STATIC' && addresses.some((address) => address.includes('/'))) {
    place.report('can have CIDR blocks for resolution NONE and STATIC only', { at: ['addresses'] });
  }
  if (how === 'STATIC') checkStatic(spec, place);
  else if (how === 'DNS' || how === 'DNS_ROUND_ROBIN') checkDns(spec, how, place);
  else if (how === 'DYNAMIC_DNS') checkDynamicDns(spec, place);
  else if (isSet(spec.endpoints))
    place.report('can not stand beside resolution NONE: the caller chooses', { at: ['endpoints'] });
  if (how === 'NONE' || hosts.length < 2) return;
  const plain = ports.findIndex((each) => !isHttp(each.protocol) && !isTls(each.protocol));
  if (plain >= 0) {
    place.report('can not be told apart by host: several hosts need HTTP or TLS ports, or resolution NONE', {
      at: ['ports', plain],
    });
  }
};

/** What istiod asks of a ServiceEntry. */
export const serviceEntry = object<ServiceEntry>(
  {
    workloadSelector,
    hosts: list(host),
    addresses: list(value(subnet)),
    ports: list(servicePort, eachPortOnce),
    exportTo: exportTo({ nobody: true }),
  },
  ({ hosts, workloadSelector: chosen, endpoints }, place) => {
    if (!isSet(hosts)) place.report('must have a host');
    if (chosen && isSet(endpoints)) place.report('can have one of workloadSelector and endpoints');
  },
  resolution,
);
