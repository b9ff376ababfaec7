/** What is known of an annotation. */
export interface KnownAnnotation {
  /** The kinds that it means something on; the template of a pod is a Pod, `Any` is every kind. */
  readonly on: readonly string[];
  readonly deprecated?: boolean;
}

/**
 * The annotations of Istio.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/
 */
export const annotations: Readonly<Record<string, KnownAnnotation>> = {
  'alpha.istio.io/canonical-serviceaccounts': { on: ['Service'], deprecated: true },
  'alpha.istio.io/kubernetes-serviceaccounts': { on: ['Service'], deprecated: true },
  'ambient.istio.io/bypass-inbound-capture': { on: ['Pod'] },
  'ambient.istio.io/dns-capture': { on: ['Pod'] },
  'ambient.istio.io/redirection': { on: ['Pod'] },
  'ambient.istio.io/waypoint-inbound-binding': { on: ['GatewayClass', 'Gateway'] },
  'galley.istio.io/analyze-suppress': { on: ['Any'] },
  'gateway.istio.io/controller-version': { on: ['Any'] },
  'gateway.istio.io/name-override': { on: ['Gateway'] },
  'gateway.istio.io/service-account': { on: ['Gateway'] },
  'inject.istio.io/templates': { on: ['Pod'] },
  'istio.io/autoRegistrationGroup': { on: ['WorkloadEntry'] },
  'istio.io/connectedAt': { on: ['WorkloadEntry'] },
  'istio.io/disconnectedAt': { on: ['WorkloadEntry'] },
  'istio.io/dry-run': { on: ['AuthorizationPolicy'] },
  'istio.io/reroute-virtual-interfaces': { on: ['Pod'] },
  'istio.io/rev': { on: ['Pod'] },
  'istio.io/use-waypoint-canary-weight': { on: ['Service', 'ServiceEntry', 'Namespace'] },
  'istio.io/workloadController': { on: ['WorkloadEntry'] },
  'kubernetes.io/ingress.class': { on: ['Ingress'] },
  'networking.istio.io/exportTo': { on: ['Service'] },
  'networking.istio.io/service-type': { on: ['Gateway'] },
  'networking.istio.io/traffic-distribution': { on: ['Namespace', 'Service', 'ServiceEntry'] },
  'prometheus.istio.io/merge-metrics': { on: ['Pod'] },
  'proxy.istio.io/config': { on: ['Pod'] },
  'proxy.istio.io/overrides': { on: ['Pod'] },
  'readiness.status.sidecar.istio.io/applicationPorts': { on: ['Pod'] },
  'readiness.status.sidecar.istio.io/failureThreshold': { on: ['Pod'] },
  'readiness.status.sidecar.istio.io/initialDelaySeconds': { on: ['Pod'] },
  'readiness.status.sidecar.istio.io/periodSeconds': { on: ['Pod'] },
  'sidecar.istio.io/agentLogLevel': { on: ['Pod'] },
  'sidecar.istio.io/bootstrapOverride': { on: ['Pod'] },
  'sidecar.istio.io/componentLogLevel': { on: ['Pod'] },
  'sidecar.istio.io/discoveryAddress': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/enableCoreDump': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/extraStatTags': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/inject': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/interceptionMode': { on: ['Pod'] },
  'sidecar.istio.io/logLevel': { on: ['Pod'] },
  'sidecar.istio.io/nativeSidecar': { on: ['Pod'] },
  'sidecar.istio.io/proxyCPU': { on: ['Pod'] },
  'sidecar.istio.io/proxyCPULimit': { on: ['Pod'] },
  'sidecar.istio.io/proxyImage': { on: ['Pod'] },
  'sidecar.istio.io/proxyImageType': { on: ['Pod'] },
  'sidecar.istio.io/proxyMemory': { on: ['Pod'] },
  'sidecar.istio.io/proxyMemoryLimit': { on: ['Pod'] },
  'sidecar.istio.io/rewriteAppHTTPProbers': { on: ['Pod'] },
  'sidecar.istio.io/statsCompression': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/statsEvictionInterval': { on: ['Pod'] },
  'sidecar.istio.io/statsFlushInterval': { on: ['Pod'] },
  'sidecar.istio.io/statsHistogramBins': { on: ['Pod'] },
  'sidecar.istio.io/statsHistogramBuckets': { on: ['Pod'] },
  'sidecar.istio.io/statsInclusionPrefixes': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/statsInclusionRegexps': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/statsInclusionSuffixes': { on: ['Pod'], deprecated: true },
  'sidecar.istio.io/status': { on: ['Pod'] },
  'sidecar.istio.io/userVolume': { on: ['Pod'] },
  'sidecar.istio.io/userVolumeMount': { on: ['Pod'] },
  'status.sidecar.istio.io/port': { on: ['Pod'] },
  'topology.istio.io/controlPlaneClusters': { on: ['Namespace'] },
  'traffic.istio.io/nodeSelector': { on: ['Service'] },
  'traffic.sidecar.istio.io/excludeInboundPorts': { on: ['Pod'] },
  'traffic.sidecar.istio.io/excludeInterfaces': { on: ['Pod'] },
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': { on: ['Pod'] },
  'traffic.sidecar.istio.io/excludeOutboundPorts': { on: ['Pod'] },
  'traffic.sidecar.istio.io/includeInboundPorts': { on: ['Pod'] },
  'traffic.sidecar.istio.io/includeOutboundIPRanges': { on: ['Pod'] },
  'traffic.sidecar.istio.io/includeOutboundPorts': { on: ['Pod'] },
  'traffic.sidecar.istio.io/kubevirtInterfaces': { on: ['Pod'], deprecated: true },
};

/** What installations write themselves. */
export const ownPrefixes: readonly string[] = [
  'install.operator.istio.io/',
  'operator.istio.io/',
  'internal.istio.io/',
];
