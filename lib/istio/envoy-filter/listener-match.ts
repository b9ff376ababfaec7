import { type Check, filledText, keyOf, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { portNumber } from '../../values/port';
import { optional, shape } from '../../values/shape';
import {
  type ContextMatch,
  contextParts,
  matchedName as name,
  type RenderedMatch,
  renderContext,
} from './patch-context';

/** Listeners by their name and port. */
export interface ListenerConditions {
  /** Such as `virtualInbound`. */
  readonly name: string;
  /** The port of the service or of the gateway. */
  readonly portNumber: number;
}

/** Chains of filters in listeners. */
export interface FilterChainConditions {
  readonly name: string;
  /** A name that clients of the chain ask for in TLS. */
  readonly sni: string;
  readonly transportProtocol: 'tls' | 'raw_buffer';
  /** Protocols of ALPN, all of which the chain takes. */
  readonly applicationProtocols: NonEmpty<string>;
  readonly destinationPort: number;
}

/** The listeners that are patched, and of which proxies. */
export interface ListenerMatch extends ContextMatch {
  /** @default - all */
  readonly listener?: AtLeastOne<ListenerConditions>;
}

/** The filters that are patched which look at a connection before a chain is chosen for it. */
export interface ListenerFilterMatch extends ListenerMatch {
  /** The filter by its name. @default - all of the listener */
  readonly filter?: string;
}

/** The chains of filters that are patched, and in which listeners. */
export interface FilterChainMatch extends ListenerMatch {
  /** @default - all of the listener */
  readonly filterChain?: AtLeastOne<FilterChainConditions>;
}

/** The filters that are patched, of connections or of requests, and in which chains. */
export interface FilterMatch extends FilterChainMatch {
  /** The filter by its name: `envoy.filters.http.router`. @default - all */
  readonly filter?: string;
}

const transports = { tls: 'tls', raw_buffer: 'raw_buffer' } as const;

const listenerParts = {
  ...contextParts,
  listener: optional(
    shape<Partial<ListenerConditions>>(
      { name: name("'virtualInbound'"), portNumber: optional(portNumber) },
      { atLeastOne: ['name', 'portNumber'] },
    ),
  ),
};

const filterChainParts = {
  ...listenerParts,
  filterChain: optional(
    shape<Partial<FilterChainConditions>>(
      {
        name: name("'inbound|9080||'"),
        sni: name("'bookinfo.example.com'"),
        transportProtocol: optional(keyOf(transports)),
        applicationProtocols: optional(list(filledText('a protocol', "'h2'"))),
        destinationPort: optional(portNumber),
      },
      { atLeastOne: ['name', 'sni', 'transportProtocol', 'applicationProtocols', 'destinationPort'] },
    ),
  ),
};

const filter = name("'envoy.filters.http.router'");

export const listenerMatch: Check<ListenerMatch> = shape<ListenerMatch>(listenerParts);
export const listenerFilterMatch: Check<ListenerFilterMatch> = shape<ListenerFilterMatch>({
  ...listenerParts,
  filter,
});
export const filterChainMatch: Check<FilterChainMatch> = shape<FilterChainMatch>(filterChainParts);
export const filterMatch: Check<FilterMatch> = shape<FilterMatch>({ ...filterChainParts, filter });

type Rendered = NonNullable<RenderedMatch['listener']>;
type RenderedChain = NonNullable<Rendered['filterChain']>;

/** Writes what a listener or a part of one is matched by; `named` is the filter among its chains or its own. */
export function renderListenerMatch(
  { listener, filterChain, ...context }: FilterChainMatch,
  named: { readonly filter?: RenderedChain['filter']; readonly listenerFilter?: string } = {},
): RenderedMatch {
  const chain: Partial<FilterChainConditions> & Pick<typeof named, 'filter'> = {
    ...filterChain,
    ...(named.filter && { filter: named.filter }),
  };
  const protocols = chain.applicationProtocols?.join(',');
  const parts = defined<Rendered>({
    ...listener,
    listenerFilter: named.listenerFilter,
    filterChain:
      Object.keys(chain).length === 0
        ? undefined
        : defined<RenderedChain>({ ...chain, applicationProtocols: protocols }),
  });
  return { ...renderContext(context), ...(Object.keys(parts).length > 0 && { listener: parts }) };
}
