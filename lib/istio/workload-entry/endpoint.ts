import type { WorkloadEntrySpec } from '../../../imports/networking.istio.io/workload-entry';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { ipVersion } from '../../values/address-range';
import { filledText, record, text } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { dnsLabelName } from '../../values/dns-label';
import { isHostName } from '../../values/host-name';
import { chosenBy, type Labels } from '../../values/labels';
import { localityName } from '../../values/locality-name';
import { portNumber } from '../../values/port';
import { optional, type Shape } from '../../values/shape';
import { type IServiceIdentity, serviceIdentity } from '../references/workload';
import type { ObjectPlace, Plain } from '../resource';

/** What is known of something that takes part in the mesh without being a pod, or of one address of a service. */
export interface EndpointParts {
  /** Ports that it listens on, by the names of the service's ports. @default - the service's own target ports */
  readonly ports?: Readonly<Record<string, number>>;
  readonly labels?: Labels;
  /** The network that it is reached through, where there are several. @default - the one that the address is in */
  readonly network?: string;
  /** Where it runs: `region/zone/sub-zone`. @default - not known */
  readonly locality?: string;
  /** Its part of the traffic, beside those of its siblings. @default 1 */
  readonly weight?: number;
  /** Whom it runs as, in the object's own namespace. @default - no identity is asked of it */
  readonly serviceAccount?: IServiceIdentity;
}

/** One address of a service. */
export interface Endpoint extends EndpointParts {
  /** An IP address, a DNS name, or `unix:///` and the path of a socket. */
  readonly address: string;
}

/** Where something is reached. */
export const endpointAddress = text({
  holds: (address) =>
    ipVersion(address) !== 0 ||
    /^unix:\/\/(\/|@).+/.test(address) ||
    (isHostName(address) && !address.includes('*')),
  problem: 'an address is an IP address, a DNS name or a socket',
  instead: "write for example '10.0.0.7', 'db.example.com' or 'unix:///var/run/db.sock'",
});

export const endpointParts = {
  ports: optional(record(portNumber, { name: dnsLabelName('the name of a port') })),
  labels: optional(chosenBy),
  network: optional(filledText('the name of a network', "'network-1'")),
  locality: optional(localityName),
  weight: optional(count(1)),
  serviceAccount: optional(serviceIdentity),
} satisfies Shape<EndpointParts>;

/** What an endpoint says wrong of where it is, or of an account of another namespace. */
export function endpointFault(
  endpoint: EndpointParts & { readonly address?: string },
  place: ObjectPlace,
): Fault | undefined {
  const { address = '', ports, serviceAccount } = endpoint;
  if (address.startsWith('unix://') && ports !== undefined) {
    return within('ports', fault('a socket has no ports', ports, 'leave the ports out'));
  }
  if (serviceAccount && serviceAccount.namespace !== place.namespace) {
    return within(
      'serviceAccount',
      fault(
        "the account is one of the object's own namespace",
        serviceAccount.namespace,
        `put the object into the namespace '${serviceAccount.namespace}'`,
      ),
    );
  }
  return undefined;
}

export function renderEndpoint(
  endpoint: EndpointParts & { readonly address?: string },
): Plain<WorkloadEntrySpec> {
  const { address, ports, labels, network, locality, weight, serviceAccount } = endpoint;
  return defined<Plain<WorkloadEntrySpec>>({
    address,
    ports: ports && { ...ports },
    labels: labels && { ...labels },
    network,
    locality,
    weight,
    serviceAccount: serviceAccount?.serviceAccount,
  });
}
