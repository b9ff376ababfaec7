import type { IConstruct } from 'constructs';
import { type Fault, fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { type Check, firstFault, record } from '../../values/check';
import { alphaFault } from '../kind';
import type { ListenerFacts } from '../references/listener-facts';
import { type ISecret, objectRef } from '../references/object-ref';
import { listenerName } from '../references/parent';
import { grantFault, type IReferenceGrant } from '../references/reference-grant-ref';
import { hostnameOf, type Listener, listener, most, protocols, renderListener, routesOf } from './listener';

/** Listeners by name. */
export type Listeners<Name extends string = string> = { readonly [N in Name]: Listener };

const named = record(listener, { name: listenerName });

export const listeners: Check<Listeners> = (value: Listeners) => {
  const found = named(value);
  if (found) return found;
  const all = Object.entries(value).filter(([, one]) => one !== undefined);
  if (all.length > most) {
    return fault(`there are at most ${most} listeners`, all.length, 'put the others into a ListenerSet');
  }
  const seen = new Map<string, string>();
  return firstFault(all.length, (index) => {
    const [name, one] = all[index] as [string, Listener];
    const key = [one.port, protocols[one.kind], hostnameOf(one) ?? ''].join(' ');
    const other = seen.get(key);
    seen.set(key, name);
    return other === undefined
      ? undefined
      : within(
          name,
          fault(
            `port, protocol and hostname are those of '${other}'`,
            one.port,
            'give it another hostname or port',
          ),
        );
  });
};

/** Refuses protocols that istiod of the chosen release takes only where it is installed so. */
export function protocolsFault(all: Listeners, place: ObjectPlace): Fault | undefined {
  const entries = Object.entries(all).filter(([, one]) => one !== undefined);
  return firstFault(entries.length, (index) => {
    const [name, { kind }] = entries[index] as [string, Listener];
    const protocol = protocols[kind];
    return within(name, alphaFault(protocol, place, `listeners of protocol ${protocol}`));
  });
}

/** Refuses certificates of other namespaces that no grant lets be named. */
export function certificatesFault(
  all: Listeners,
  referrer: 'Gateway' | 'ListenerSet',
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  const entries = Object.entries(all).filter(([, one]) => one !== undefined);
  return firstFault(entries.length, (index) => {
    const [name, one] = entries[index] as [string, Listener];
    const secrets = 'certificates' in one ? one.certificates : [];
    const found = firstFault(secrets.length, (at) =>
      within(at, grantFault(objectRef(secrets[at] as ISecret), referrer, place, grants)),
    );
    return within(name, within('certificates', found));
  });
}

/** What routes need to know of listeners. */
export function listenerFacts(all: Listeners): readonly ListenerFacts[] {
  return Object.entries(all)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => {
      const { namespaces = 'same', kinds = routesOf[one.kind] } = one.allowedRoutes ?? {};
      return {
        name,
        port: one.port,
        hostname: hostnameOf(one),
        kinds,
        namespaces: typeof namespaces === 'string' ? namespaces : 'some',
      };
    });
}

export function renderListeners(all: Listeners, place: ObjectPlace) {
  return Object.entries(all)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => renderListener(name, one, place));
}

/** What makes the certificates of listeners, as far as it is described here. */
export function certificateConstructs(all: Listeners): readonly IConstruct[] {
  return Object.values(all).flatMap((one) =>
    one !== undefined && 'certificates' in one
      ? one.certificates.flatMap(({ construct }) => construct ?? [])
      : [],
  );
}
