import type { PoliciesInForce } from '../authorization/authorization-policies';
import { judge } from '../authorization/rbac';
import { factsOf, type RequestClass, requestClasses } from '../authorization/request-classes';
import type { MeshModel } from '../model/mesh-model';
import type { MeshService } from '../model/service';
import type { Workload } from '../model/workload';
import { remembered } from '../values/remembered';
import type { Endpoint } from './istiod/clusters';
import { type InboundProxy, inboundProxy } from './istiod/inbound-proxy';
import type { Proxies, Way } from './proxies';
import type { RequestSpec } from './request';

/** Whether a caller may call: every request, none, some, or no one can tell from manifests. */
export type CallVerdict = 'allowed' | 'denied' | 'partly' | 'unknown';

/** Who calls: a workload, or anybody without an identity of the mesh. */
export type Caller =
  | {
      readonly kind: 'workload';
      readonly namespace: string;
      readonly name: string;
      readonly identity?: string;
    }
  | { readonly kind: 'anonymous' };

/** One who may or may not call one port of one service. */
export interface Call {
  readonly from: Caller;
  readonly to: {
    readonly namespace: string;
    readonly name: string;
    readonly host: string;
    readonly port: number;
  };
  readonly verdict: CallVerdict;
  /** Where only some requests may: which, as the policies write them; `*` is everything that they do not name. */
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly verdict: CallVerdict;
  }[];
  /** A request that may, where one does. */
  readonly allowed?: Witness;
  /** A request that may not, where one does not. */
  readonly denied?: Witness;
  readonly because?: string;
}

/** A request that shows it. */
export type Witness = Pick<RequestSpec, 'method' | 'path' | 'host' | 'headers' | 'address'> & {
  /** Claims of a token that it carries. */
  readonly claims?: Readonly<Record<string, unknown>>;
};

/** Which calls are asked for. */
export interface ReachabilityOptions {
  /** Only calls to this service: `<namespace>/<name>`. */
  readonly to?: string;
}

/**
 * Who may call whom: for every service and port every workload, and one without an identity. Decided by reasoning over
 * the requests that the policies tell apart, not by trying some.
 */
export function reachabilityOf(proxies: Proxies, { to }: ReachabilityOptions = {}): Call[] {
  const { model } = proxies;
  const services = model.services.filter(
    ({ origin, namespace, name }) =>
      origin === 'service' && (to === undefined || to === `${namespace}/${name}`),
  );
  const callers = callersOf(model);
  const judged = new Judgements(model);
  return services.flatMap((service) =>
    service.ports.flatMap(({ number }) =>
      [undefined, ...callers].flatMap((caller) => {
        const way = proxies.wayFrom(caller, service, number);
        return way.endpoints.length === 0 ? [] : [judged.call(caller, service, number, way, proxies)];
      }),
    ),
  );
}

/** Workloads that call: one of each account and labels that policies can tell apart would do, but a reader looks for names. */
function callersOf({ workloads }: MeshModel): readonly Workload[] {
  return workloads.filter(({ origin }) => origin === 'template' || origin === 'pod');
}

/** What each workload's policies tell apart is worked out once. */
class Judgements {
  private readonly proxies = new Map<
    string,
    { proxy: InboundProxy | undefined; classes: readonly RequestClass[] | undefined }
  >();

  public constructor(private readonly model: MeshModel) {}

  public call(
    caller: Workload | undefined,
    service: MeshService,
    port: number,
    { endpoints, waypoint }: Way,
    proxies: Proxies,
  ): Call {
    const identity = caller && proxies.identityGiven(caller);
    const to = { namespace: service.namespace, name: service.name, host: service.host, port };
    const from: Caller =
      caller === undefined
        ? { kind: 'anonymous' }
        : {
            kind: 'workload',
            namespace: caller.namespace,
            name: caller.name,
            ...(identity !== undefined && { identity }),
          };
    const before = waypoint && {
      key: `${waypoint.namespace}/${waypoint.name}`,
      identity: proxies.identityOf(waypoint),
      port,
      ...proxies.waypoint(waypoint, service, port).policies,
    };
    const each = endpoints.map((endpoint) => this.endpoint(endpoint, service.host, identity, before));
    return { from, to, ...merged(each) };
  }

  private endpoint(
    endpoint: Endpoint,
    host: string,
    identity: string | undefined,
    before: Before | undefined,
  ): Judged {
    const { proxy, classes } = this.known(endpoint, host, before);
    if (proxy === undefined && before === undefined) return everything('nothing stands before the workload');
    const notModelled = [...(before?.notModelled ?? []), ...(proxy?.notModelled ?? [])];
    if (notModelled.length > 0) return unknown(notModelled.join(', '));
    const isMutual = endpoint.tls.mode === 'istio-mutual';
    if (proxy?.mutualTls === 'strict' && !isMutual) return nobody('the workload takes only mutual TLS');
    if (proxy?.mutualTls === 'disable' && isMutual) return nobody('the workload takes no mutual TLS');
    const policies = proxy?.manager?.policies ?? proxy?.policies ?? [];
    const first = before?.rbac ?? [];
    if (policies.length === 0 && first.length === 0) return everything('no policy is in force');
    if (classes === undefined) return unknown('its policies tell more requests apart than can be tried');
    // Behind a waypoint its identity stands for the caller's.
    const seen = isMutual ? (before?.identity ?? identity) : undefined;
    return {
      outcomes: classes.map((one) => {
        const asked = factsOf(one, before?.port ?? endpoint.port, identity);
        const facts = factsOf(one, endpoint.port, seen);
        const passes = first.every((rbac) => !judge(rbac, asked).denied);
        return { one, may: passes && policies.every((rbac) => !judge(rbac, facts).denied) };
      }),
    };
  }

  private known(endpoint: Endpoint, host: string, before: Before | undefined) {
    const { namespace, name } = endpoint.workload;
    const key = `${namespace}/${name} ${endpoint.port} ${host} ${before?.key ?? ''}`;
    return remembered(this.proxies, key, () => {
      const proxy = inboundProxy(this.model, endpoint.workload, endpoint.port);
      const policies = proxy?.manager?.policies ?? proxy?.policies ?? [];
      return { proxy, classes: requestClasses([...(before?.rbac ?? []), ...policies], host) };
    });
  }
}

/** What a waypoint asks before the workload's own policies are asked. */
interface Before extends PoliciesInForce {
  readonly key: string;
  readonly identity: string;
  /** Of the service: a waypoint is not asked at the pod's. */
  readonly port: number;
}

interface Judged {
  readonly outcomes?: readonly { readonly one: RequestClass; readonly may: boolean }[];
  readonly all?: CallVerdict;
  readonly because?: string;
}

const unknown = (because: string): Judged => ({ all: 'unknown', because });
const everything = (because: string): Judged => ({ all: 'allowed', because });
const nobody = (because: string): Judged => ({ all: 'denied', because });

/** What holds for a service of what holds for its workloads. */
function merged(
  each: readonly Judged[],
): Pick<Call, 'verdict' | 'requests' | 'allowed' | 'denied' | 'because'> {
  const outcomes = each.flatMap((one) => one.outcomes ?? []);
  const all = each.flatMap((one) => (one.all === undefined ? [] : [one.all]));
  const because = each.find((one) => one.because !== undefined)?.because;
  const reason = because === undefined ? {} : { because };
  if (all.includes('unknown')) return { verdict: 'unknown', requests: [], ...reason };
  const yes = all.includes('allowed') || outcomes.some(({ may }) => may);
  const no = all.includes('denied') || outcomes.some(({ may }) => !may);
  const verdict = yes && no ? 'partly' : yes ? 'allowed' : 'denied';
  const allowed = outcomes.find(({ may }) => may)?.one;
  const denied = outcomes.find(({ may }) => !may)?.one;
  return {
    verdict,
    requests: verdict === 'partly' ? patterns(outcomes) : [],
    ...(allowed && { allowed: witness(allowed) }),
    ...(denied && { denied: witness(denied) }),
    ...reason,
  };
}

function patterns(outcomes: NonNullable<Judged['outcomes']>): Call['requests'] {
  const groups = new Map<string, { method: string; path: string; yes: boolean; no: boolean }>();
  for (const { one, may } of outcomes) {
    const { method, path } = one.of;
    const key = `${method} ${path}`;
    const group = groups.get(key) ?? { method, path, yes: false, no: false };
    groups.set(key, { ...group, yes: group.yes || may, no: group.no || !may });
  }
  return [...groups.values()].map(({ method, path, yes, no }) => ({
    method,
    path,
    verdict: yes && no ? 'partly' : yes ? 'allowed' : 'denied',
  }));
}

function witness({ method, path, host, headers, address, claims }: RequestClass): Witness {
  return {
    method,
    path,
    host,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(address !== undefined && { address }),
    ...(claims !== undefined && { claims }),
  };
}
