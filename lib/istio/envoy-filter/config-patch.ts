import type { EnvoyFilterSpecConfigPatches } from '../../../imports/networking.istio.io/envoy-filter';
import { type Fault, fault, within } from '../../diagnostics/fault';
import type { Check } from '../../values/check';
import { given } from '../../values/options';
import { optional, variants } from '../../values/shape';
import type { Plain } from '../resource';
import { type ClusterMatch, clusterMatch, renderClusterMatch } from './cluster-match';
import {
  type FilterChainMatch,
  type FilterMatch,
  filterChainMatch,
  filterMatch,
  type ListenerFilterMatch,
  type ListenerMatch,
  listenerFilterMatch,
  listenerMatch,
  renderListenerMatch,
} from './listener-match';
import { type ProxyMatch, proxyMatch, type RenderedMatch, renderContext } from './patch-context';
import {
  type Adding,
  type Inserting,
  type ListReplacing,
  type Merging,
  operationOn,
  type Removing,
  type Replacing,
  renderOperation,
} from './patch-operation';
import {
  type RouteConfigurationMatch,
  type RouteMatch,
  renderRouteMatch,
  routeConfigurationMatch,
  routeMatch,
  type VirtualHostMatch,
  virtualHostMatch,
} from './route-match';

/** What is done to a kind of parts, and to which of them. */
export interface PatchParts<Match, Operation> {
  /** @default - all of the kind */
  readonly match?: Match;
  readonly patch: Operation;
}

type OnParts = Merging | ListReplacing | Adding | Removing;
type OnFilters = Merging | Adding | Inserting | Replacing | Removing;

/** What can be patched, how it is found, and what istiod does to it. */
interface Patches {
  readonly listener: PatchParts<ListenerMatch, OnParts>;
  readonly 'listener-filter': PatchParts<ListenerFilterMatch, OnFilters>;
  readonly 'filter-chain': PatchParts<FilterChainMatch, OnParts>;
  readonly 'network-filter': PatchParts<FilterMatch, OnFilters>;
  readonly 'http-filter': PatchParts<FilterMatch, OnFilters>;
  readonly 'route-configuration': PatchParts<RouteConfigurationMatch, Merging | ListReplacing>;
  readonly 'virtual-host': PatchParts<VirtualHostMatch, OnParts | Replacing>;
  readonly 'http-route': PatchParts<RouteMatch, OnParts | Inserting>;
  readonly cluster: PatchParts<ClusterMatch, OnParts>;
  readonly 'extension-config': PatchParts<ProxyMatch, Adding>;
}

type PatchOf<K extends keyof Patches> = Patches[K] & { readonly kind: K };

/**
 * A change of the configuration that istiod makes for Envoy.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch
 */
export type ConfigPatch = { readonly [K in keyof Patches]: PatchOf<K> }[keyof Patches];

const of =
  <K extends keyof Patches>(kind: K) =>
  (parts: Patches[K]): PatchOf<K> =>
    ({ ...given(parts), kind }) as PatchOf<K>;

/** The parts of Envoy's configuration that are patched. */
export const ConfigPatch = {
  listener: of('listener'),
  listenerFilter: of('listener-filter'),
  filterChain: of('filter-chain'),
  /** Filters of connections: `envoy.filters.network.tcp_proxy`. */
  networkFilter: of('network-filter'),
  /** Filters of requests, in HTTP connection managers: `envoy.filters.http.router`. */
  httpFilter: of('http-filter'),
  /** What virtual hosts stand in; they themselves are not changed. */
  routeConfiguration: of('route-configuration'),
  virtualHost: of('virtual-host'),
  httpRoute: of('http-route'),
  cluster: of('cluster'),
  /** The configuration of an HTTP filter that asks istiod for it by name. */
  extensionConfig: of('extension-config'),
};

const onParts = ['merge', 'merge-and-replace-list', 'add', 'remove'] as const;
const inserts = ['insert-first', 'insert-before', 'insert-after'] as const;
const onFilters = ['merge', 'add', ...inserts, 'replace', 'remove'] as const;

const parts = <K extends keyof Patches>(
  match: Check<NonNullable<Patches[K]['match']>>,
  patch: Check<Patches[K]['patch']>,
) => ({ match: optional(match), patch });

/** A match that the operation does not look at would be taken for one that it does. */
function ignoredFault(given: ConfigPatch): Fault | undefined {
  const operation = given.patch.kind;
  const match: Readonly<Record<string, unknown>> = { ...given.match };
  const filters = ['listener-filter', 'network-filter', 'http-filter'].includes(given.kind);
  const needsName = ['replace', 'remove'].includes(operation) || given.kind === 'listener-filter';
  if (filters && needsName && ['replace', 'remove', 'merge'].includes(operation) && !match.filter) {
    const instead = "name it: match: { filter: 'envoy.filters.http.router' }";
    return within(
      'match',
      fault(`istiod ignores ${operation} without the filter's name`, given.match, instead),
    );
  }
  const idle =
    operation === 'add' || (filters && operation === 'insert-first') ? added[given.kind] : undefined;
  if (idle === undefined || match[idle] === undefined) return undefined;
  const problem = `istiod does not look at it for ${operation}`;
  return within('match', within(idle, fault(problem, match[idle], 'leave it out')));
}

/** What istiod does not ask before it adds. */
const added: Readonly<Record<ConfigPatch['kind'], string | undefined>> = {
  listener: 'listener',
  'listener-filter': 'filter',
  'filter-chain': 'filterChain',
  'network-filter': 'filter',
  'http-filter': 'filter',
  'route-configuration': undefined,
  'virtual-host': 'virtualHost',
  'http-route': 'route',
  cluster: 'cluster',
  'extension-config': undefined,
};

export const configPatch = variants<ConfigPatch>(
  'a patch of the configuration',
  {
    listener: parts<'listener'>(listenerMatch, operationOn('listeners', onParts)),
    'listener-filter': parts<'listener-filter'>(
      listenerFilterMatch,
      operationOn('listener filters', onFilters),
    ),
    'filter-chain': parts<'filter-chain'>(filterChainMatch, operationOn('filter chains', onParts)),
    'network-filter': parts<'network-filter'>(filterMatch, operationOn('network filters', onFilters)),
    'http-filter': parts<'http-filter'>(filterMatch, operationOn('HTTP filters', onFilters)),
    'route-configuration': parts<'route-configuration'>(
      routeConfigurationMatch,
      operationOn('route configurations', ['merge', 'merge-and-replace-list']),
    ),
    'virtual-host': parts<'virtual-host'>(
      virtualHostMatch,
      operationOn('virtual hosts', [...onParts, 'replace']),
    ),
    'http-route': parts<'http-route'>(routeMatch, operationOn('routes', [...onParts, ...inserts])),
    cluster: parts<'cluster'>(clusterMatch, operationOn('clusters', onParts)),
    'extension-config': parts<'extension-config'>(
      proxyMatch,
      operationOn('extension configurations', ['add']),
    ),
  },
  ignoredFault,
);

type Rendered = Plain<EnvoyFilterSpecConfigPatches>;

const applyTo = {
  listener: 'LISTENER',
  'listener-filter': 'LISTENER_FILTER',
  'filter-chain': 'FILTER_CHAIN',
  'network-filter': 'NETWORK_FILTER',
  'http-filter': 'HTTP_FILTER',
  'route-configuration': 'ROUTE_CONFIGURATION',
  'virtual-host': 'VIRTUAL_HOST',
  'http-route': 'HTTP_ROUTE',
  cluster: 'CLUSTER',
  'extension-config': 'EXTENSION_CONFIG',
} as const satisfies Record<ConfigPatch['kind'], Rendered['applyTo']>;

export function renderConfigPatch(patch: ConfigPatch, namespace: string | undefined): Rendered {
  const match = renderMatch(patch, namespace);
  return {
    applyTo: applyTo[patch.kind],
    ...(Object.keys(match).length > 0 && { match }),
    patch: renderOperation(patch.patch),
  };
}

const connectionManager = 'envoy.filters.network.http_connection_manager';

function renderMatch(patch: ConfigPatch, namespace: string | undefined): RenderedMatch {
  switch (patch.kind) {
    case 'listener':
    case 'filter-chain':
      return renderListenerMatch(patch.match ?? {});
    case 'listener-filter': {
      const { filter: listenerFilter, ...match } = patch.match ?? {};
      return renderListenerMatch(match, listenerFilter === undefined ? {} : { listenerFilter });
    }
    case 'network-filter': {
      const { filter: name, ...match } = patch.match ?? {};
      return renderListenerMatch(match, name === undefined ? {} : { filter: { name } });
    }
    case 'http-filter': {
      const { filter: name, ...match } = patch.match ?? {};
      const filter = { name: connectionManager, ...(name !== undefined && { subFilter: { name } }) };
      return renderListenerMatch(match, { filter });
    }
    case 'route-configuration':
    case 'virtual-host':
    case 'http-route':
      return renderRouteMatch(patch.match ?? {}, namespace);
    case 'cluster':
      return renderClusterMatch(patch.match ?? {});
    case 'extension-config':
      return renderContext(patch.match ?? {});
    default:
      return patch satisfies never;
  }
}
