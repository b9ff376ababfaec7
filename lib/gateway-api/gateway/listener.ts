import { type Fault, fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { anyText, type Check, firstFault, list, record, text } from '../../values/check';
import { defined } from '../../values/defined';
import { isHostName } from '../../values/host-name';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { portNumber } from '../../values/port';
import { optional, type Shape, variants } from '../../values/shape';
import type { ListenerFacts, RouteKind } from '../references/listener-facts';
import { type ISecret, objectRef, renderNamespace, secret } from '../references/object-ref';
import { listenerName } from '../references/parent';
import { grantFault, type IReferenceGrant } from '../references/reference-grant-ref';
import { type AllowedRoutes, allowedRoutes, renderAllowedRoutes } from './allowed-routes';

/** What every listener says. */
export interface ListenerOptions {
  /** The port that it listens on. */
  readonly port: number;
  /** @default - routes of the gateway's own namespace, of all kinds that go with the protocol */
  readonly allowedRoutes?: AllowedRoutes;
}

/** What a listener says whose requests name a host. */
export interface HostListenerOptions extends ListenerOptions {
  /** The host that it is for, perhaps a wildcard such as `*.example.com`. @default - every host */
  readonly hostname?: string;
}

/** What a listener says that ends TLS. */
export interface TerminatedListenerOptions extends HostListenerOptions {
  /** Secrets of type `kubernetes.io/tls`; one of another namespace needs a grant of that. */
  readonly certificates: NonEmpty<ISecret>;
  /** Istio's own settings, such as `gateway.istio.io/tls-terminate-mode: MUTUAL`. */
  readonly options?: { readonly [name: string]: string };
}

/** What a listener says for the mesh's own tunnels. */
export interface HboneListenerOptions extends ListenerOptions {
  /** Istio's own settings, such as `gateway.istio.io/tls-terminate-mode: ISTIO_MUTUAL`, for other networks. */
  readonly options?: { readonly [name: string]: string };
}

/**
 * A port that a gateway listens on, and how.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
export type Listener =
  | ({ readonly kind: 'http' } & HostListenerOptions)
  | ({ readonly kind: 'https' } & TerminatedListenerOptions)
  | ({ readonly kind: 'tls' } & TerminatedListenerOptions)
  | ({ readonly kind: 'tls-passthrough' } & HostListenerOptions)
  | ({ readonly kind: 'tcp' } & ListenerOptions)
  | ({ readonly kind: 'hbone' } & HboneListenerOptions);

export const Listener = {
  /** Plain HTTP: HTTPRoutes and GRPCRoutes. */
  http(options: HostListenerOptions): Listener {
    return { ...(given(options) as HostListenerOptions), kind: 'http' };
  },

  /** HTTP in TLS that ends here: HTTPRoutes and GRPCRoutes. */
  https(options: TerminatedListenerOptions): Listener {
    return { ...(given(options) as TerminatedListenerOptions), kind: 'https' };
  },

  /** TLS that ends here, whatever is in it: TCPRoutes, and TLSRoutes by the server's name. */
  tls(options: TerminatedListenerOptions): Listener {
    return { ...(given(options) as TerminatedListenerOptions), kind: 'tls' };
  },

  /** TLS that ends behind the gateway: TLSRoutes by the server's name. */
  tlsPassthrough(options: HostListenerOptions): Listener {
    return { ...(given(options) as HostListenerOptions), kind: 'tls-passthrough' };
  },

  /** Any connection: TCPRoutes. */
  tcp(options: ListenerOptions): Listener {
    return { ...(given(options) as ListenerOptions), kind: 'tcp' };
  },

  /** The mesh's own tunnels, which waypoints and gateways between networks take. */
  hbone(options: HboneListenerOptions): Listener {
    return { ...(given(options) as HboneListenerOptions), kind: 'hbone' };
  },
};

/** A host of a listener or a route: no port, no address, a wildcard as the first label only. */
export const hostname: Check<string> = text({
  holds: (name) =>
    name !== '*' && /^(\*\.)?[a-z0-9.-]+$/.test(name) && !/^[\d.]+$/.test(name) && isRfc1123(name),
  problem: 'a hostname is a DNS name in lower case, perhaps with a wildcard for its first label',
  instead: (name) =>
    name === '*'
      ? 'leave it out for every host'
      : "write for example 'bookinfo.example.com' or '*.example.com'",
});

function isRfc1123(name: string): boolean {
  return isHostName(name) || /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
}

/** The standard's limit for a list of listeners. */
const most = 64;

const common = {
  port: portNumber,
  allowedRoutes: optional(allowedRoutes),
} satisfies Shape<ListenerOptions>;
const withHost = { ...common, hostname: optional(hostname) } satisfies Shape<HostListenerOptions>;
const options = optional(record(anyText));
const terminated = {
  ...withHost,
  certificates: list(secret, { most }),
  options,
} satisfies Shape<TerminatedListenerOptions>;

const listener = variants<Listener>(
  'a listener',
  {
    http: withHost,
    https: terminated,
    tls: terminated,
    'tls-passthrough': withHost,
    tcp: common,
    hbone: { ...common, options },
  },
  ({ kind, allowedRoutes }) => {
    const index = (allowedRoutes?.kinds ?? []).findIndex((route) => !routesOf[kind].includes(route));
    if (index < 0) return undefined;
    const taken = routesOf[kind].length === 0 ? 'none' : routesOf[kind].join(', ');
    const found = fault(
      `a listener of this protocol takes no such routes`,
      allowedRoutes?.kinds?.[index],
      `it takes ${taken}`,
    );
    return within('allowedRoutes', within('kinds', within(index, found)));
  },
);

const routesOf: Readonly<Record<Listener['kind'], readonly RouteKind[]>> = {
  http: ['HTTPRoute', 'GRPCRoute'],
  https: ['HTTPRoute', 'GRPCRoute'],
  tls: ['TCPRoute', 'TLSRoute'],
  'tls-passthrough': ['TLSRoute'],
  tcp: ['TCPRoute'],
  hbone: [],
};

const protocols = {
  http: 'HTTP',
  https: 'HTTPS',
  tls: 'TLS',
  'tls-passthrough': 'TLS',
  tcp: 'TCP',
  hbone: 'HBONE',
} as const satisfies Record<Listener['kind'], string>;

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

function hostnameOf(one: Listener): string | undefined {
  return 'hostname' in one ? one.hostname : undefined;
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

function renderListener(name: string, one: Listener, place: ObjectPlace) {
  return {
    name,
    port: one.port,
    protocol: protocols[one.kind],
    ...defined<{ hostname?: string }>({ hostname: hostnameOf(one) }),
    ...renderTls(one, place),
    ...(one.allowedRoutes && { allowedRoutes: renderAllowedRoutes(one.allowedRoutes) }),
  };
}

function renderTls(one: Listener, { namespace: own }: ObjectPlace) {
  switch (one.kind) {
    case 'https':
    case 'tls':
      return {
        tls: {
          mode: 'Terminate' as const,
          certificateRefs: one.certificates.map(({ name, namespace }) => ({
            name,
            ...renderNamespace(namespace, own),
          })),
          ...(one.options && { options: { ...one.options } }),
        },
      };
    case 'tls-passthrough':
      return { tls: { mode: 'Passthrough' as const } };
    case 'hbone':
      return one.options ? { tls: { mode: 'Terminate' as const, options: { ...one.options } } } : {};
    case 'http':
    case 'tcp':
      return {};
    default:
      return one satisfies never;
  }
}
