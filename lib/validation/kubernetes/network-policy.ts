import { list, object, type Shape, value } from '../shape';
import { labelSelector } from './label-selector';
import { portName, portNumber } from './ports';
import { isPartOf, isRange } from './ranges';
import { oneOf } from './required';

interface Port {
  readonly port?: number | string;
  readonly endPort?: number;
}

const port = object<Port>({ protocol: oneOf('TCP', 'UDP', 'SCTP') }, ({ port: first, endPort }, place) => {
  const isNumber = typeof first === 'number';
  const given = first === undefined || first === null ? undefined : first;
  const problem = given === undefined ? undefined : isNumber ? portNumber(first) : portName(given as string);
  if (problem !== undefined) place.report(problem, { at: ['port'] });
  if (endPort === undefined || endPort === null) return;
  if (!isNumber) place.report('needs a number as port', { at: ['endPort'] });
  else if (endPort < first || portNumber(endPort) !== undefined)
    place.report(`must be a port from ${first} on, got ${endPort}`, { at: ['endPort'] });
});

const range = value<string>((text) =>
  isRange(text) ? undefined : `must be a range such as 10.0.0.0/8, got ${text}`,
);

interface Block {
  readonly cidr?: string;
  readonly except?: readonly string[];
}

interface Peer {
  readonly ipBlock?: object;
  readonly podSelector?: object;
  readonly namespaceSelector?: object;
}

const peer = object<Peer>(
  {
    podSelector: labelSelector,
    namespaceSelector: labelSelector,
    ipBlock: object<Block>({ cidr: range, except: list(range) }, ({ cidr = '', except = [] }, place) => {
      if (cidr === '') place.report('is required', { at: ['cidr'] });
      except.forEach((part, index) => {
        if (isRange(cidr) && isRange(part) && !isPartOf(part, cidr))
          place.report(`must be a part of ${cidr}, got ${part}`, { at: ['except', index] });
      });
    }),
  },
  ({ ipBlock, podSelector, namespaceSelector }, place) => {
    if (!ipBlock && !podSelector && !namespaceSelector)
      place.report('must have a podSelector, a namespaceSelector or an ipBlock');
    else if (ipBlock && (podSelector || namespaceSelector))
      place.report('can not have an ipBlock beside selectors');
  },
);

const types: Shape<readonly string[]> = (given, place) => {
  if (given.length > 2) place.report('may have Ingress and Egress');
};

/** What the API server asks of a NetworkPolicy. */
export const networkPolicy = object({
  spec: object({
    podSelector: labelSelector,
    policyTypes: list(
      value<string>((type) =>
        type === 'Ingress' || type === 'Egress' ? undefined : `must be Ingress or Egress, got ${type}`,
      ),
      types,
    ),
    ingress: list(object({ ports: list(port), from: list(peer) })),
    egress: list(object({ ports: list(port), to: list(peer) })),
  }),
});
