import { gatewayName } from '../../model/gateway';
import { destinationHost, fullHost } from '../../model/host-name';
import type { DestinationSpec, HttpRouteSpec } from '../../model/kinds/virtual-service';
import type { ObjectOf } from '../../model/mesh-kinds';
import type { MeshModel } from '../../model/mesh-model';
import { exportOf } from '../../model/visibility';
import { mergedWithDelegate } from './delegates';
import { referenceTo } from './object-reference';
import type { ConnectionRule, HttpRule, RoutingRule } from './rule';

type VirtualService = ObjectOf<'virtualServices'>;

/**
 * The rules of VirtualServices: names in full, delegates merged into their roots.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export function virtualServiceRules(model: MeshModel): RoutingRule[] {
  const delegates = new Map(
    model.virtualServices.filter(isDelegate).map((one) => [`${one.namespace}/${one.name}`, one]),
  );
  return model.virtualServices
    .filter((one) => !isDelegate(one))
    .map((virtualService) => ruleOf(virtualService, delegates, model));
}

/** Only VirtualServices that are delegated to have no hosts. */
function isDelegate({ spec }: VirtualService): boolean {
  return (spec.hosts ?? []).length === 0;
}

function ruleOf(
  virtualService: VirtualService,
  delegates: ReadonlyMap<string, VirtualService>,
  model: MeshModel,
): RoutingRule {
  const { spec, namespace, name } = virtualService;
  return {
    object: referenceTo(virtualService),
    namespace,
    name,
    created: virtualService.created,
    hosts: (spec.hosts ?? []).map((host) => fullHost(host, namespace, model.settings.domain)),
    gateways: fullGateways(spec.gateways, namespace) ?? ['mesh'],
    exportTo: exportOf(virtualService, model),
    semantics: 'istio',
    http: httpRules(virtualService, model).flatMap((rule) => {
      const reference = rule.spec.delegate;
      if (reference === undefined) return [rule];
      const delegate = delegates.get(`${reference.namespace || namespace}/${reference.name ?? ''}`);
      if (delegate === undefined || !isSeenBy(delegate, namespace, model)) return [];
      return mergedWithDelegate(rule, httpRules(delegate, model));
    }),
    tls: connectionRules(virtualService, 'tls', model),
    tcp: connectionRules(virtualService, 'tcp', model),
  };
}

function isSeenBy(delegate: VirtualService, namespace: string, model: MeshModel): boolean {
  return exportOf(delegate, model).some(
    (to) => to === '*' || to === namespace || (to === '.' && delegate.namespace === namespace),
  );
}

function fullGateways(written: readonly string[] | undefined, namespace: string): string[] | undefined {
  if (written === undefined || written.length === 0) return undefined;
  return written.map((one) => {
    if (one === 'mesh') return one;
    const gateway = gatewayName(one, namespace, () => false);
    return `${gateway.namespace}/${gateway.name}`;
  });
}

function httpRules(virtualService: VirtualService, model: MeshModel): HttpRule[] {
  const { namespace } = virtualService;
  const object = referenceTo(virtualService);
  return (virtualService.spec.http ?? []).map((spec, index) => ({
    origin: { object, index, ...(spec.name && { name: spec.name }) },
    spec: withFullHosts(spec, namespace, model.settings.domain),
    matches: (spec.match ?? []).map((match, place) => {
      const gateways = fullGateways(match.gateways, namespace);
      return { index: place, spec: gateways === undefined ? match : { ...match, gateways } };
    }),
  }));
}

/** With the destination's host in full. */
function full<T extends { readonly destination?: DestinationSpec }>(
  one: T,
  namespace: string,
  domain: string,
): T {
  const { destination } = one;
  if (destination?.host === undefined) return one;
  return {
    ...one,
    destination: { ...destination, host: destinationHost(destination.host, namespace, domain) },
  };
}

function withFullHosts(spec: HttpRouteSpec, namespace: string, domain: string): HttpRouteSpec {
  const mirror = spec.mirror && full({ destination: spec.mirror }, namespace, domain).destination;
  return {
    ...spec,
    ...(spec.route && { route: spec.route.map((one) => full(one, namespace, domain)) }),
    ...(mirror && { mirror }),
    ...(spec.mirrors && { mirrors: spec.mirrors.map((one) => full(one, namespace, domain)) }),
  };
}

function connectionRules(
  virtualService: VirtualService,
  list: 'tls' | 'tcp',
  model: MeshModel,
): ConnectionRule[] {
  const { namespace, spec } = virtualService;
  const object = referenceTo(virtualService);
  const rules: VirtualService['spec']['tls'] | VirtualService['spec']['tcp'] = spec[list];
  return (rules ?? []).map(({ match, route }, index) => ({
    origin: { object, list, index },
    matches: (match ?? []).map((one, place) => {
      const gateways = fullGateways(one.gateways, namespace);
      return { ...one, index: place, ...(gateways && { gateways }) };
    }),
    route: (route ?? []).map((one) => full(one, namespace, model.settings.domain)),
  }));
}
