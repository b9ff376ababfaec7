import type { HttpRequest } from '../authorization/request-view';
import type { MeshModel } from '../model/mesh-model';
import { respond, verdictsOf } from './envoy/respond';
import type { Endpoint } from './istiod/clusters';
import { type InboundProxy, inboundProxy } from './istiod/inbound-proxy';
import type { Arrival } from './trace';

/** Who arrives at a workload. */
export interface Caller {
  /** What the mesh gives the caller's proxy, or what was said to be believed. */
  readonly identity?: string | undefined;
  /** Whether the caller's identity holds without mutual TLS of the mesh. */
  readonly believed: boolean;
  readonly address?: string | undefined;
  /** Whether a proxy of the mesh stands before the caller. */
  readonly proxied: boolean;
  readonly at: number;
}

/** The inbound sides of a mesh's workloads. */
export class Arrivals {
  private readonly proxies = new Map<Endpoint, InboundProxy | undefined>();

  public constructor(private readonly model: MeshModel) {}

  /** What a workload's proxy makes of a request, or of a connection where there is none. */
  public arrive(endpoint: Endpoint, request: (() => HttpRequest) | undefined, caller: Caller): Arrival {
    const proxy = this.proxyOf(endpoint);
    if (caller.identity !== undefined && this.isOpen(endpoint)) {
      return { endpoint, identity: caller.identity, verdicts: none, notModelled: none, notes: none };
    }
    const { mode } = endpoint.tls;
    const identity = caller.believed || mode === 'istio-mutual' ? caller.identity : undefined;
    const known = identity === undefined ? {} : { identity };
    const wrong = handshake(proxy, mode, caller);
    if (proxy === undefined || wrong !== undefined) {
      return {
        endpoint,
        ...known,
        verdicts: [],
        notModelled: [],
        notes: [],
        ...(wrong && { refused: wrong }),
      };
    }
    const { notModelled, notes } = proxy;
    const peer = {
      port: endpoint.port,
      at: caller.at,
      ...known,
      ...(caller.address !== undefined && { address: caller.address }),
    };
    if (proxy.manager === undefined || request === undefined) {
      const policies = proxy.manager === undefined ? proxy.policies : [];
      const verdicts = verdictsOf(policies, {
        port: endpoint.port,
        ...known,
        ...(caller.address !== undefined && { source: caller.address }),
      });
      const denied = verdicts.some(({ verdict }) => verdict.denied);
      // Without a look into HTTP a refused connection is just closed; a proxy before the caller answers 503.
      const status = caller.proxied && request !== undefined ? { status: 503 } : {};
      return {
        endpoint,
        ...known,
        verdicts,
        notModelled,
        notes,
        ...(denied && {
          refused: { decision: 'deny' as const, ...status, because: 'a policy of connections refuses it' },
        }),
      };
    }
    const answer = respond(proxy.manager, request(), peer);
    const arrived = { endpoint, ...known, verdicts: answer.verdicts, answer, notModelled, notes };
    if (answer.decision === 'forward') return arrived;
    return {
      ...arrived,
      refused: {
        decision: answer.decision,
        ...(answer.status !== undefined && { status: answer.status }),
        ...(answer.body !== undefined && { body: answer.body }),
        because: answer.decision === 'deny' ? 'a policy refuses it' : (answer.body ?? 'it is refused'),
      },
    };
  }

  /** The usual case: nothing looks at what arrives from a caller with an identity. */
  public isOpen(endpoint: Endpoint): boolean {
    return endpoint.tls.mode === 'istio-mutual' && this.proxyOf(endpoint)?.lets === true;
  }

  private proxyOf(endpoint: Endpoint): InboundProxy | undefined {
    if (!this.proxies.has(endpoint)) {
      this.proxies.set(endpoint, inboundProxy(this.model, endpoint.workload, endpoint.port));
    }
    return this.proxies.get(endpoint);
  }
}

const none: readonly never[] = [];

/** Why a connection does not come about. */
function handshake(
  proxy: InboundProxy | undefined,
  mode: Endpoint['tls']['mode'],
  { proxied }: Caller,
): Arrival['refused'] {
  const failed = (because: string) =>
    proxied
      ? { decision: 'closed' as const, status: 503, because }
      : { decision: 'closed' as const, because };
  if (mode === 'istio-mutual' && (proxy === undefined || proxy.mutualTls === 'disable')) {
    return failed('the client speaks mutual TLS, which the workload does not take');
  }
  if (proxy?.mutualTls === 'strict' && mode !== 'istio-mutual') {
    const by = proxy.mutualTlsBy;
    const policy = by === undefined ? '' : ` (PeerAuthentication ${by.namespace}/${by.name})`;
    return failed(`the workload takes only mutual TLS${policy}`);
  }
  return undefined;
}
