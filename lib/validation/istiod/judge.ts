import type { Problem } from '../schema/walk';
import { type Context, loadedOnce, Place, type Shape } from '../shape';
import { isSince } from './release';

/** What is asked of each kind. */
const kinds: Readonly<Record<string, () => Shape>> = {
  AuthorizationPolicy: () =>
    (require('./authorization-policy') as typeof import('./authorization-policy')).authorizationPolicy,
  DestinationRule: () =>
    (require('./destination-rule') as typeof import('./destination-rule')).destinationRule,
  EnvoyFilter: () => (require('./envoy-filter') as typeof import('./envoy-filter')).envoyFilter,
  Gateway: () => (require('./gateway') as typeof import('./gateway')).gateway,
  PeerAuthentication: () =>
    (require('./peer-authentication') as typeof import('./peer-authentication')).peerAuthentication,
  ProxyConfig: () => (require('./proxy-config') as typeof import('./proxy-config')).proxyConfig,
  RequestAuthentication: () =>
    (require('./request-authentication') as typeof import('./request-authentication')).requestAuthentication,
  ServiceEntry: () => (require('./service-entry') as typeof import('./service-entry')).serviceEntry,
  Sidecar: () => (require('./sidecar') as typeof import('./sidecar')).sidecar,
  Telemetry: () => (require('./telemetry') as typeof import('./telemetry')).telemetry,
  TrafficExtension: () =>
    (require('./traffic-extension') as typeof import('./traffic-extension')).trafficExtension,
  VirtualService: () => (require('./virtual-service') as typeof import('./virtual-service')).virtualService,
  WasmPlugin: () => (require('./wasm-plugin') as typeof import('./wasm-plugin')).wasmPlugin,
  WorkloadEntry: () => (require('./workload') as typeof import('./workload')).workloadEntry,
  WorkloadGroup: () => (require('./workload-group') as typeof import('./workload-group')).workloadGroup,
};

/** Each is loaded when the first of its objects is met. */
const shapeOf = loadedOnce(kinds);

/**
 * What istiod's webhook, and so `istioctl validate`, refuses of an object that an API server takes.
 *
 * @see https://istio.io/latest/docs/ops/configuration/mesh/validation/
 */
export function judge(kind: string, spec: unknown, context: Context): readonly Problem[] {
  const place = new Place(context, spec ?? {});
  const annotation = annotationProblem(kind, spec as { readonly action?: string }, place);
  if (annotation !== undefined) return [annotation];
  shapeOf(kind)?.((spec ?? {}) as never, place);
  return place.problems;
}

/** Annotations that istiod keeps for itself, and since when it asks. */
const own = [
  { name: 'internal.istio.io/webhook-always-reject', release: '1.16' },
  { name: 'internal.istio.io/parent-namespace', release: '1.27' },
  { name: 'internal.istio.io/parents', release: '1.27' },
];
const dryRun = 'istio.io/dry-run';

/** What Go's ParseBool takes. */
const boolean = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function at(name: string, message: string): Problem {
  return { steps: ['metadata', 'annotations', `[${name}]`], message };
}

function annotationProblem(
  kind: string,
  spec: { readonly action?: string } | undefined,
  place: Place,
): Problem | undefined {
  const { annotations } = place.context;
  const value = annotations[dryRun];
  if (value !== undefined) {
    if (kind !== 'AuthorizationPolicy') return at(dryRun, 'belongs to an AuthorizationPolicy only');
    const { action = 'ALLOW' } = spec ?? {};
    if (action !== 'ALLOW' && action !== 'DENY')
      return at(dryRun, `works with ALLOW and DENY only, got ${action}`);
    if (!boolean.test(value)) return at(dryRun, `must be true or false, got "${value}"`);
  }
  const found = own.find(({ name, release }) => annotations[name] !== undefined && isSince(release, place));
  return found === undefined ? undefined : at(found.name, 'is set by istiod alone');
}
