import {
  ConfigPatch,
  EnvoyFilter,
  type EnvoyFilterProps,
  EnvoyPatch,
  Gateway,
  GatewayApiGateway,
  MeshService,
  PolicyTargets,
  Workload,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { spec } from '../rendered';

const build = (props: EnvoyFilterProps) => spec((chart) => new EnvoyFilter(chart, 'patch', props));
const one = (...configPatches: EnvoyFilterProps['configPatches']) => build({ configPatches });
const value = { name: 'a' };
const { merge, add, insertBefore, insertFirst, replace, remove } = EnvoyPatch;

describe('EnvoyFilter', () => {
  it('is for pods by their labels or for objects', () => {
    const configPatches = [ConfigPatch.cluster({ patch: add(value) })] as const;
    expect(build({ workload: Workload.labelled({ app: 'a' }), priority: -1, configPatches })).toEqual({
      workloadSelector: { labels: { app: 'a' } },
      configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'ADD', value } }],
      priority: -1,
    });
    const waypoint = GatewayApiGateway.named('waypoint', { namespace: 'demo' });
    expect(build({ workload: PolicyTargets.of(waypoint), configPatches })).toMatchObject({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }],
    });
  });

  it.each<[ConfigPatch, object]>([
    [
      ConfigPatch.listener({
        match: { listener: { portNumber: 9080 }, proxy: { version: '^1\\.30' } },
        patch: merge(value),
      }),
      {
        applyTo: 'LISTENER',
        match: { listener: { portNumber: 9080 }, proxy: { proxyVersion: '^1\\.30' } },
        patch: { operation: 'MERGE', value },
      },
    ],
    [
      ConfigPatch.listenerFilter({ match: { filter: 'a' }, patch: remove }),
      {
        applyTo: 'LISTENER_FILTER',
        match: { listener: { listenerFilter: 'a' } },
        patch: { operation: 'REMOVE' },
      },
    ],
    [
      ConfigPatch.filterChain({
        match: { context: 'sidecar-inbound', filterChain: { applicationProtocols: ['h2', 'istio'] } },
        patch: remove,
      }),
      {
        applyTo: 'FILTER_CHAIN',
        match: {
          context: 'SIDECAR_INBOUND',
          listener: { filterChain: { applicationProtocols: 'h2,istio' } },
        },
        patch: { operation: 'REMOVE' },
      },
    ],
    [
      ConfigPatch.networkFilter({
        match: { filter: 'a', filterChain: { name: 'b' } },
        patch: replace(value),
      }),
      {
        applyTo: 'NETWORK_FILTER',
        match: { listener: { filterChain: { name: 'b', filter: { name: 'a' } } } },
        patch: { operation: 'REPLACE', value },
      },
    ],
    [
      ConfigPatch.httpFilter({ match: { filter: 'a' }, patch: insertBefore(value) }),
      {
        applyTo: 'HTTP_FILTER',
        match: {
          listener: {
            filterChain: {
              filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'a' } },
            },
          },
        },
        patch: { operation: 'INSERT_BEFORE', value },
      },
    ],
    [
      ConfigPatch.routeConfiguration({
        match: {
          context: 'gateway',
          routeConfiguration: { gateway: Gateway.named('shared', { namespace: 'istio-ingress' }) },
        },
        patch: EnvoyPatch.mergeAndReplaceList(value),
      }),
      {
        applyTo: 'ROUTE_CONFIGURATION',
        match: { context: 'GATEWAY', routeConfiguration: { gateway: 'istio-ingress/shared' } },
        patch: { operation: 'MERGE_AND_REPLACE_LIST', value },
      },
    ],
    [
      ConfigPatch.httpRoute({
        match: { virtualHost: { name: 'a:80' }, route: { name: 'b', action: 'direct-response' } },
        patch: insertFirst(value),
      }),
      {
        applyTo: 'HTTP_ROUTE',
        match: {
          routeConfiguration: { vhost: { name: 'a:80', route: { name: 'b', action: 'DIRECT_RESPONSE' } } },
        },
        patch: { operation: 'INSERT_FIRST', value },
      },
    ],
    [
      ConfigPatch.cluster({
        match: { cluster: { service: MeshService.named('reviews.demo.svc.cluster.local'), subset: 'v1' } },
        patch: merge(value),
      }),
      {
        applyTo: 'CLUSTER',
        match: { cluster: { service: 'reviews.demo.svc.cluster.local', subset: 'v1' } },
        patch: { operation: 'MERGE', value },
      },
    ],
    [
      ConfigPatch.extensionConfig({ match: { proxy: { metadata: { A: 'b' } } }, patch: add(value) }),
      {
        applyTo: 'EXTENSION_CONFIG',
        match: { proxy: { metadata: { A: 'b' } } },
        patch: { operation: 'ADD', value },
      },
    ],
  ])('finds and changes a part of the configuration (%#)', (patch, written) => {
    expect(one(patch)).toEqual({ configPatches: [written] });
  });

  const loose = (patch: unknown) => patch as ConfigPatch;

  it.each<[ConfigPatch, string]>([
    [
      loose({ kind: 'listener', patch: replace(value) }),
      "patch.kind: istiod ignores this operation on listeners, got 'replace'; take one of merge, merge-and-replace-list, add, remove",
    ],
    [
      loose({ kind: 'cluster', patch: replace(value) }),
      "patch.kind: istiod ignores this operation on clusters, got 'replace'; take one of merge, merge-and-replace-list, add, remove",
    ],
    [
      loose({ kind: 'http-filter', patch: EnvoyPatch.mergeAndReplaceList(value) }),
      "patch.kind: istiod ignores this operation on HTTP filters, got 'merge-and-replace-list'; take one of merge, add, insert-first, insert-before, insert-after, replace, remove",
    ],
    [
      loose({ kind: 'route-configuration', patch: add(value) }),
      "patch.kind: istiod ignores this operation on route configurations, got 'add'; take one of merge, merge-and-replace-list",
    ],
    [
      loose({ kind: 'http-route', patch: replace(value) }),
      "patch.kind: istiod ignores this operation on routes, got 'replace'; take one of merge, merge-and-replace-list, add, remove, insert-first, insert-before, insert-after",
    ],
    [
      loose({ kind: 'virtual-host', patch: insertBefore(value) }),
      "patch.kind: istiod ignores this operation on virtual hosts, got 'insert-before'; take one of merge, merge-and-replace-list, add, remove, replace",
    ],
    [
      loose({ kind: 'extension-config', patch: merge(value) }),
      "patch.kind: istiod ignores this operation on extension configurations, got 'merge'; take one of add",
    ],
    [
      ConfigPatch.httpFilter({ patch: remove }),
      "match: istiod ignores remove without the filter's name, got undefined; name it: match: { filter: 'envoy.filters.http.router' }",
    ],
    [
      ConfigPatch.networkFilter({ match: { context: 'gateway' }, patch: replace(value) }),
      "match: istiod ignores replace without the filter's name, got { context: 'gateway' }; name it: match: { filter: 'envoy.filters.http.router' }",
    ],
    [
      ConfigPatch.listenerFilter({ patch: merge(value) }),
      "match: istiod ignores merge without the filter's name, got undefined; name it: match: { filter: 'envoy.filters.http.router' }",
    ],
    [
      ConfigPatch.cluster({ match: { cluster: { name: 'a' } }, patch: add(value) }),
      "match.cluster: istiod does not look at it for add, got { name: 'a' }; leave it out",
    ],
    [
      ConfigPatch.httpFilter({ match: { filter: 'a' }, patch: insertFirst(value) }),
      "match.filter: istiod does not look at it for insert-first, got 'a'; leave it out",
    ],
    [
      ConfigPatch.virtualHost({ match: { virtualHost: { name: 'a' } }, patch: add(value) }),
      "match.virtualHost: istiod does not look at it for add, got { name: 'a' }; leave it out",
    ],
    [
      ConfigPatch.cluster({ match: { cluster: { name: 'a', portNumber: 80 } }, patch: remove }),
      "match.cluster: istiod looks at nothing else where a cluster is named, got [ 'name', 'portNumber' ]; give the name alone, or service, subset and portNumber",
    ],
    [
      ConfigPatch.virtualHost({ match: { routeConfiguration: { portName: 'https' } }, patch: remove }),
      "match.routeConfiguration.portName: gateways alone are told by it, got 'any'; add context: 'gateway'",
    ],
    [
      ConfigPatch.listener({ match: { listener: {} as never }, patch: remove }),
      "match.listener: it says nothing, got {}; give at least one of 'name', 'portNumber'",
    ],
    [
      ConfigPatch.listener({ match: { filter: 'a' } as never, patch: remove }),
      "match.filter: there is no such property, got 'a'; known are 'proxy', 'context', 'listener'",
    ],
    [
      ConfigPatch.cluster({ patch: add({}) }),
      "patch.value: the message says nothing, got {}; write for example { name: 'envoy.filters.http.lua', … }",
    ],
    [
      ConfigPatch.cluster({ patch: add({ name: () => 'a' }) }),
      'patch.value.name: this is no plain data, which alone can be written',
    ],
    [
      ConfigPatch.cluster({ match: { proxy: { version: '(?=1)' } }, patch: remove }),
      'match.proxy.version: RE2 does not accept the expression',
    ],
  ])('rejects what istiod refuses or ignores (%#)', (patch, problem) => {
    expect(() => one(patch)).toThrow(`chart/patch: configPatches[0].${problem}`);
  });

  it('rejects a priority of more than 32 bits', () => {
    expect(() =>
      build({ priority: 2 ** 31, configPatches: [ConfigPatch.cluster({ patch: add(value) })] }),
    ).toThrow(
      errorOf(
        'chart/patch: priority: a whole number from -2147483648 to 2147483647 is expected, got 2147483648; write for example 1',
      ),
    );
  });
});
