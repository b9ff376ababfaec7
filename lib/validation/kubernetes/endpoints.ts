import { isIPv4, isIPv6 } from 'node:net';
import { shown } from '../schema/shown';
import { isSet, list, object, type Shape } from '../shape';
import { always, dnsLabel, dnsSubdomain, labelValue, named, qualifiedName } from './names';
import { portNumber } from './ports';
import { addressProblem } from './ranges';

interface Port {
  readonly name?: string;
  readonly port?: number | null;
  readonly protocol?: string | null;
  readonly appProtocol?: string | null;
}

const port = { name: named(dnsLabel), appProtocol: always(qualifiedName) };

interface Address {
  readonly ip?: string;
  readonly nodeName?: string | null;
}

const address = object<Address>(
  { hostname: named(dnsLabel), nodeName: always(dnsSubdomain) },
  ({ ip = '' }, place) => {
    const problem = addressProblem(ip);
    if (problem !== undefined) place.report(problem, { at: ['ip'] });
  },
);

interface Subset {
  readonly addresses?: readonly Address[];
  readonly notReadyAddresses?: readonly Address[];
  readonly ports?: readonly Port[];
}

const subset = object<Subset>(
  { addresses: list(address), notReadyAddresses: list(address), ports: list(object(port)) },
  ({ addresses, notReadyAddresses, ports = [] }, place) => {
    if (!isSet(addresses) && !isSet(notReadyAddresses))
      place.report('must have addresses or notReadyAddresses');
    ports.forEach((given, index) => {
      const { name = '', port: number } = given;
      if (name === '' && ports.length > 1)
        place.report('is required where there are several ports', { at: ['ports', index, 'name'] });
      const problem = portNumber(number ?? 0);
      if (problem !== undefined) place.report(problem, { at: ['ports', index, 'port'] });
    });
  },
);

/** What the API server asks of Endpoints. */
export const endpoints = object({ subsets: list(subset) });

interface Hint {
  readonly name?: string;
}

const eachHintOnce: Shape<readonly Hint[]> = (hints, place) => {
  if (hints.length > mostHints) place.report(`may have ${mostHints} entries, got ${hints.length}`);
  hints.forEach(({ name = '' }, index) => {
    if (hints.findIndex((other) => (other.name ?? '') === name) !== index)
      place.report(`is there twice: ${name}`, { at: [index, 'name'] });
  });
};

const mostHints = 8;

const hints = object({
  forZones: list(object({ name: always(labelValue) }), eachHintOnce),
  forNodes: list(object({ name: always(dnsSubdomain) }), eachHintOnce),
});

const endpoint = object({
  hostname: named(dnsLabel),
  nodeName: always(dnsSubdomain),
  hints,
});

/** A host name of two parts at least. */
function isDomain(name: string): boolean {
  const plain = name.replace(/\.$/, '');
  return dnsSubdomain.fits(plain) && plain.includes('.');
}

const addressTypes: Readonly<Record<string, (address: string) => string | undefined>> = {
  IPv4: (given) => (isIPv4(given) ? addressProblem(given) : `must be an IPv4 address, got ${shown(given)}`),
  IPv6: (given) => (isIPv6(given) ? addressProblem(given) : `must be an IPv6 address, got ${shown(given)}`),
  FQDN: (given) =>
    isDomain(given) ? undefined : `must be a host name of two parts at least, got ${shown(given)}`,
};

interface Slice {
  readonly addressType?: string;
  readonly endpoints?: readonly { readonly addresses?: readonly string[] }[];
  readonly ports?: readonly Port[];
}

const mostAddresses = 100;

/** What the API server asks of an EndpointSlice. */
export const endpointSlice = object<Slice>(
  { endpoints: list(endpoint), ports: list(object(port)) },
  ({ addressType = '', endpoints: all = [], ports = [] }, place) => {
    const problemOf = Object.hasOwn(addressTypes, addressType) ? addressTypes[addressType] : undefined;
    if (problemOf === undefined) place.report('is required', { at: ['addressType'] });
    all.forEach(({ addresses = [] }, index) => {
      const at = ['endpoints', index, 'addresses'];
      if (addresses.length === 0) place.report('must have an address', { at });
      if (addresses.length > mostAddresses)
        place.report(`may have ${mostAddresses} entries, got ${addresses.length}`, { at });
      addresses.forEach((given, position) => {
        const problem = problemOf?.(given);
        if (problem !== undefined) place.report(problem, { at: [...at, position] });
      });
    });
    ports.forEach((given, index) => {
      const name = given.name ?? '';
      if (ports.findIndex((other) => (other.name ?? '') === name) !== index)
        place.report(`is there twice: ${name === '' ? 'no name' : name}`, { at: ['ports', index, 'name'] });
      if (given.protocol === '')
        place.report('must be TCP, UDP or SCTP', { at: ['ports', index, 'protocol'] });
    });
  },
);
