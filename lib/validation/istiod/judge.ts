import type { Problem } from '../schema/walk';
import { type Context, Place, type Shape } from '../shape';
import { authorizationPolicy } from './authorization-policy';
import { destinationRule } from './destination-rule';
import { envoyFilter } from './envoy-filter';
import { gateway } from './gateway';
import { peerAuthentication } from './peer-authentication';
import { proxyConfig } from './proxy-config';
import { requestAuthentication } from './request-authentication';
import { serviceEntry } from './service-entry';
import { sidecar } from './sidecar';
import { telemetry } from './telemetry';
import { trafficExtension } from './traffic-extension';
import { virtualService } from './virtual-service';
import { wasmPlugin } from './wasm-plugin';
import { workloadEntry } from './workload';
import { workloadGroup } from './workload-group';

const kinds: Readonly<Record<string, Shape>> = {
  AuthorizationPolicy: authorizationPolicy,
  DestinationRule: destinationRule,
  EnvoyFilter: envoyFilter,
  Gateway: gateway,
  PeerAuthentication: peerAuthentication,
  ProxyConfig: proxyConfig,
  RequestAuthentication: requestAuthentication,
  ServiceEntry: serviceEntry,
  Sidecar: sidecar,
  Telemetry: telemetry,
  TrafficExtension: trafficExtension,
  VirtualService: virtualService,
  WasmPlugin: wasmPlugin,
  WorkloadEntry: workloadEntry as Shape,
  WorkloadGroup: workloadGroup,
};

/**
 * What istiod's webhook, and so `istioctl validate`, refuses of an object that an API server takes.
 *
 * @see https://istio.io/latest/docs/ops/configuration/mesh/validation/
 */
export function judge(kind: string, spec: unknown, context: Context): readonly Problem[] {
  const place = new Place(context, spec ?? {});
  const annotation = annotationProblem(kind, spec as { readonly action?: string }, context);
  if (annotation !== undefined) return [annotation];
  kinds[kind]?.((spec ?? {}) as never, place);
  return place.problems;
}

/** Annotations that istiod keeps for itself. */
const own = [
  'internal.istio.io/webhook-always-reject',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/parents',
];
const dryRun = 'istio.io/dry-run';

/** What Go's ParseBool takes. */
const boolean = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function annotationProblem(
  kind: string,
  spec: { readonly action?: string } | undefined,
  { annotations }: Context,
): Problem | undefined {
  const at = (name: string, message: string): Problem => ({
    steps: ['metadata', 'annotations', `[${name}]`],
    message,
  });
  const value = annotations[dryRun];
  if (value !== undefined) {
    if (kind !== 'AuthorizationPolicy') return at(dryRun, 'belongs to an AuthorizationPolicy only');
    const { action = 'ALLOW' } = spec ?? {};
    if (action !== 'ALLOW' && action !== 'DENY')
      return at(dryRun, `works with ALLOW and DENY only, got ${action}`);
    if (!boolean.test(value)) return at(dryRun, `must be true or false, got "${value}"`);
  }
  const found = own.find((name) => annotations[name] !== undefined);
  return found === undefined ? undefined : at(found, 'is set by istiod alone');
}
