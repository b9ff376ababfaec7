import { type Fault, fault, within } from '../../diagnostics/fault';
import { suggest } from '../../diagnostics/nearest-name';
import type { ObjectPlace } from '../../istio/resource';
import type { ListenerFacts, RouteKind } from './listener-facts';
import { listenersOf, type Parent, type ParentSection } from './parent';

/** What a listener needs to know of a route. */
export interface RouteFacts {
  readonly kind: RouteKind;
  readonly hostnames: readonly string[];
}

/** Refuses a route that no listener of its parent takes: nothing would ever reach it. */
export function attachmentFault(
  parent: Parent,
  { kind, hostnames }: RouteFacts,
  { namespace }: ObjectPlace,
): Fault | undefined {
  const owner = listenersOf(parent);
  if (owner?.listeners === undefined) return undefined;
  const missing = parent.kind === 'parent-section' ? sectionFault(parent) : undefined;
  if (missing) return missing;
  const { sectionName, port } = parent.kind === 'parent-section' ? parent : {};
  const chosen = owner.listeners.filter(
    (listener) =>
      (sectionName === undefined || listener.name === sectionName) &&
      (port === undefined || listener.port === port),
  );
  const ofKind = chosen.filter(({ kinds }) => kinds.includes(kind));
  const names = (listeners: readonly ListenerFacts[]) => listeners.map(({ name }) => name);
  if (ofKind.length === 0) {
    const taken = [...new Set(chosen.flatMap(({ kinds }) => kinds))].join(', ');
    return fault(
      `no listener of it takes ${kind}s`,
      names(chosen),
      `they take ${taken}; name another listener`,
    );
  }
  const near = ofKind.filter(({ namespaces }) => namespaces !== 'same' || owner.namespace === namespace);
  if (near.length === 0) {
    return fault(
      `its listeners take routes of the namespace '${owner.namespace}' only, and this one is ${namespace === undefined ? 'in none that is known here' : `in '${namespace}'`}`,
      names(ofKind),
      "give the listener allowedRoutes: { namespaces: 'all' }, or the labels of the namespaces",
    );
  }
  if (hostnames.length === 0 || near.some((listener) => isFor(listener, hostnames))) return undefined;
  return fault(
    'no listener of it is for any of the hostnames of the route',
    hostnames,
    `they are for ${near.map(({ hostname }) => `'${hostname}'`).join(', ')}`,
  );
}

function isFor({ hostname }: ListenerFacts, hostnames: readonly string[]): boolean {
  return (
    hostname === undefined ||
    hostnames.some((name) => name === hostname || isBelow(name, hostname) || isBelow(hostname, name))
  );
}

/** Whether a wildcard stands for a name. */
function isBelow(name: string, wildcard: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1));
}

/** A listener that a parent of this app does not have. */
function sectionFault({ of, sectionName, port }: ParentSection): Fault | undefined {
  const { listeners } = of;
  if (listeners === undefined) return undefined;
  const known = listeners.map(({ name }) => name);
  if (sectionName !== undefined && !known.includes(sectionName)) {
    return within(
      'sectionName',
      fault('there is no such listener', sectionName, suggest(sectionName, known)),
    );
  }
  const ports = listeners.map((listener) => String(listener.port));
  return port !== undefined && !ports.includes(String(port))
    ? within('port', fault('no listener has this port', port, suggest(String(port), ports)))
    : undefined;
}
