import type { Construct } from 'constructs';
import {
  ConfigPatch,
  EnvoyFilter,
  EnvoyPatch,
  Gateway,
  MeshService,
  PolicyTargets,
  Workload,
} from '../../../lib/istio';

const reviews = MeshService.named('reviews.demo.svc.cluster.local');
const lua = {
  name: 'envoy.filters.http.lua',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
    default_source_code: { inline_string: 'function envoy_on_request(request) end' },
  },
};
const { merge, mergeAndReplaceList, add, insertFirst, insertBefore, insertAfter, replace, remove } =
  EnvoyPatch;

/** EnvoyFilters with every part, operation and condition. */
export function patches(scope: Construct): void {
  new EnvoyFilter(scope, 'patches', {
    workload: Workload.labelled({ app: 'reviews' }),
    priority: -10,
    configPatches: [
      ConfigPatch.listener({
        match: { context: 'any', listener: { name: 'virtualInbound', portNumber: 15006 } },
        patch: merge({ per_connection_buffer_limit_bytes: 32768 }),
      }),
      ConfigPatch.listenerFilter({
        match: { context: 'sidecar-inbound', filter: 'envoy.filters.listener.tls_inspector' },
        patch: remove,
      }),
      ConfigPatch.filterChain({
        match: {
          proxy: { version: '^1\\.3.*', metadata: { ISTIO_META_REGION: 'eu' } },
          filterChain: {
            name: 'inbound',
            sni: 'a.example.com',
            transportProtocol: 'tls',
            applicationProtocols: ['h2', 'http/1.1'],
            destinationPort: 9080,
          },
        },
        patch: merge({ transport_socket_connect_timeout: '5s' }),
      }),
      ConfigPatch.networkFilter({
        match: { context: 'sidecar-outbound', filter: 'envoy.filters.network.tcp_proxy' },
        patch: replace({
          name: 'envoy.filters.network.echo',
          typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.network.echo.v3.Echo' },
        }),
      }),
      ConfigPatch.httpFilter({ match: { filter: 'envoy.filters.http.router' }, patch: insertBefore(lua) }),
      ConfigPatch.httpFilter({ match: { filter: 'envoy.filters.http.cors' }, patch: insertAfter(lua) }),
      ConfigPatch.httpFilter({ patch: insertFirst(lua) }),
      ConfigPatch.routeConfiguration({
        match: {
          context: 'gateway',
          routeConfiguration: {
            name: 'https.443.https.shared.istio-ingress',
            portNumber: 443,
            portName: 'https',
            gateway: Gateway.named('shared', { namespace: 'istio-ingress' }),
          },
        },
        patch: mergeAndReplaceList({ response_headers_to_remove: ['server'] }),
      }),
      ConfigPatch.virtualHost({
        match: { virtualHost: { name: 'reviews.demo.svc.cluster.local:9080', domainName: 'reviews' } },
        patch: merge({ include_request_attempt_count: true }),
      }),
      ConfigPatch.httpRoute({
        match: { route: { name: 'default', action: 'route' } },
        patch: merge({ route: { timeout: '5s' } }),
      }),
      ConfigPatch.httpRoute({ match: { route: { action: 'redirect' } }, patch: remove }),
      ConfigPatch.httpRoute({ match: { route: { action: 'direct-response' } }, patch: remove }),
      ConfigPatch.cluster({
        match: { cluster: { service: reviews, subset: 'v1', portNumber: 9080 } },
        patch: merge({ max_requests_per_connection: 3 }),
      }),
      ConfigPatch.cluster({ match: { cluster: { name: 'BlackHoleCluster' } }, patch: remove }),
      ConfigPatch.extensionConfig({ patch: add(lua) }),
    ],
  });
  new EnvoyFilter(scope, 'patches-of-waypoints', {
    workload: PolicyTargets.of(reviews),
    configPatches: [ConfigPatch.cluster({ patch: add({ name: 'elsewhere', type: 'STATIC' }) })],
  });
}
