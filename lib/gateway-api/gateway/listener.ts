import { fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { anyText, list, record } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { portNumber } from '../../values/port';
import { optional, type Shape, variants } from '../../values/shape';
import { hostname } from '../references/hostname';
import type { RouteKind } from '../references/listener-facts';
import { type ISecret, renderNamespace, secret } from '../references/object-ref';
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

/** The standard's limit for a list of listeners, and for one of certificates. */
export const most = 64;

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

export const listener = variants<Listener>(
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

/** The kinds of routes that go with a protocol. */
export const routesOf: Readonly<Record<Listener['kind'], readonly RouteKind[]>> = {
  http: ['HTTPRoute', 'GRPCRoute'],
  https: ['HTTPRoute', 'GRPCRoute'],
  tls: ['TCPRoute', 'TLSRoute'],
  'tls-passthrough': ['TLSRoute'],
  tcp: ['TCPRoute'],
  hbone: [],
};

/** The protocol as the standard has it. */
export const protocols = {
  http: 'HTTP',
  https: 'HTTPS',
  tls: 'TLS',
  'tls-passthrough': 'TLS',
  tcp: 'TCP',
  hbone: 'HBONE',
} as const satisfies Record<Listener['kind'], string>;

/** The host that a listener is for; `undefined`: every one. */
export function hostnameOf(one: Listener): string | undefined {
  return 'hostname' in one ? one.hostname : undefined;
}

export function renderListener(name: string, one: Listener, place: ObjectPlace) {
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
