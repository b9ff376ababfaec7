import type { Analyzer } from '../analyzer';
import { destinationRuleConflict } from './destination-rule/conflict';
import { destinationRuleHost } from './destination-rule/host';
import { destinationRuleSettings } from './destination-rule/settings';
import { destinationRuleSubsets } from './destination-rule/subsets';
import { clientTls } from './destination-rule/tls';
import { patches } from './envoy-filter/patches';
import { gatewayConflict } from './gateway/conflict';
import { listenerSets } from './gateway/listener-sets';
import { listeners } from './gateway/listeners';
import { gatewaySecret } from './gateway/secret';
import { gatewaySelector } from './gateway/selector';
import { gatewayServers } from './gateway/servers';
import { conditions } from './mesh/conditions';
import { deprecated } from './mesh/deprecated';
import { installation } from './mesh/installation';
import { wasmSecrets } from './mesh/wasm-secrets';
import { waypoints } from './mesh/waypoints';
import { namespaceInjection } from './namespace/injection';
import { proxyImages } from './namespace/proxy-image';
import { policyNeeds } from './policy/needs';
import { policyOperations } from './policy/operations';
import { peerAuthentications } from './policy/peer-authentications';
import { policySelection } from './policy/selection';
import { policySources } from './policy/sources';
import { policyWaypoints } from './policy/waypoints';
import { alphaRoutes } from './route/alpha';
import { backendTls } from './route/backend-tls';
import { backendTlsConflict } from './route/backend-tls-conflict';
import { routeBackends } from './route/backends';
import { routeParents } from './route/parents';
import { routeWaypoints } from './route/waypoints';
import { portNames } from './service/port-name';
import { serviceSelector } from './service/selector';
import { serviceEntries } from './service-entry/ports';
import { hiddenHosts } from './sidecar/hidden-hosts';
import { sidecars } from './sidecar/sidecars';
import { telemetries } from './telemetry/telemetries';
import { conflictingHosts } from './virtual-service/conflicting-hosts';
import { delegates } from './virtual-service/delegates';
import { destinations } from './virtual-service/destinations';
import { exportedTo } from './virtual-service/export';
import { expressions } from './virtual-service/expressions';
import { virtualServiceGateways } from './virtual-service/gateways';
import { virtualServiceHosts } from './virtual-service/hosts';
import { impossibleMatch } from './virtual-service/impossible-match';
import { jwtRoutes } from './virtual-service/jwt';
import { literalAsterisk } from './virtual-service/literal-asterisk';
import { matches } from './virtual-service/matches';
import { meshRulesAtGateway } from './virtual-service/mesh-rules-at-gateway';
import { ruleProtocols } from './virtual-service/protocol';
import { reachability } from './virtual-service/reachability';
import { retries } from './virtual-service/retries';
import { subsets } from './virtual-service/subsets';
import { webhooks } from './webhook/webhooks';
import { annotations } from './workload/annotations';
import { pods } from './workload/pods';
import { workloadPorts } from './workload/ports';

/** Every check of objects together, by the name of its file. */
export const analyzers: Readonly<Record<string, Analyzer>> = {
  'destination-rule/conflict': destinationRuleConflict,
  'destination-rule/host': destinationRuleHost,
  'destination-rule/settings': destinationRuleSettings,
  'destination-rule/subsets': destinationRuleSubsets,
  'destination-rule/tls': clientTls,
  'envoy-filter/patches': patches,
  'gateway/conflict': gatewayConflict,
  'gateway/listener-sets': listenerSets,
  'gateway/listeners': listeners,
  'gateway/secret': gatewaySecret,
  'gateway/selector': gatewaySelector,
  'gateway/servers': gatewayServers,
  'mesh/conditions': conditions,
  'mesh/deprecated': deprecated,
  'mesh/installation': installation,
  'mesh/wasm-secrets': wasmSecrets,
  'mesh/waypoints': waypoints,
  'namespace/injection': namespaceInjection,
  'namespace/proxy-image': proxyImages,
  'policy/needs': policyNeeds,
  'policy/operations': policyOperations,
  'policy/peer-authentications': peerAuthentications,
  'policy/selection': policySelection,
  'policy/sources': policySources,
  'policy/waypoints': policyWaypoints,
  'route/alpha': alphaRoutes,
  'route/backend-tls': backendTls,
  'route/backend-tls-conflict': backendTlsConflict,
  'route/backends': routeBackends,
  'route/parents': routeParents,
  'route/waypoints': routeWaypoints,
  'service/port-name': portNames,
  'service/selector': serviceSelector,
  'service-entry/ports': serviceEntries,
  'sidecar/hidden-hosts': hiddenHosts,
  'sidecar/sidecars': sidecars,
  'telemetry/telemetries': telemetries,
  'virtual-service/conflicting-hosts': conflictingHosts,
  'virtual-service/delegates': delegates,
  'virtual-service/destinations': destinations,
  'virtual-service/export': exportedTo,
  'virtual-service/expressions': expressions,
  'virtual-service/gateways': virtualServiceGateways,
  'virtual-service/hosts': virtualServiceHosts,
  'virtual-service/jwt': jwtRoutes,
  'virtual-service/impossible-match': impossibleMatch,
  'virtual-service/literal-asterisk': literalAsterisk,
  'virtual-service/matches': matches,
  'virtual-service/mesh-rules-at-gateway': meshRulesAtGateway,
  'virtual-service/protocol': ruleProtocols,
  'virtual-service/reachability': reachability,
  'virtual-service/retries': retries,
  'virtual-service/subsets': subsets,
  'webhook/webhooks': webhooks,
  'workload/annotations': annotations,
  'workload/pods': pods,
  'workload/ports': workloadPorts,
};
