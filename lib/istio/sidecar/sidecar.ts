import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/sidecar';
import { keyOf, textOr } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import {
  type ConnectionPool,
  connectionPool,
  renderConnectionPool,
} from '../destination-rule/connection-pool';
import { type RouteTarget, renderDestination, routeTarget } from '../references/destination';
import { sidecarlessFault } from '../references/namespace-ref';
import { foreignWorkload, type IWorkload, workload } from '../references/workload';
import { type IstioObjectProps, IstioResource, objectProps, type Plain, resourceKind } from '../resource';
import {
  type EgressListener,
  egressListeners,
  type IngressListener,
  ingressListeners,
  renderEgressListener,
  renderIngressListener,
} from './listeners';

/** What becomes of calls to hosts that the mesh does not know: they pass, fail, or pass through a gateway (alpha). */
export type OutboundTraffic = 'allow-any' | 'registry-only' | { readonly egressProxy: RouteTarget };

/** What sidecars know of the mesh, and what they take requests on. */
export interface SidecarProps extends IstioObjectProps {
  /**
   * The pods that it is for, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: IWorkload;
  /** What the pods can reach. @default - every service that is exported to their namespace */
  readonly egress?: NonEmpty<EgressListener>;
  /** What the sidecars take requests on. @default - every port of the pods' Services */
  readonly ingress?: NonEmpty<IngressListener>;
  /**
   * What becomes of calls to hosts that the mesh does not know.
   * @default - as the mesh configuration says, `allow-any` if it says nothing
   */
  readonly outboundTraffic?: OutboundTraffic;
  /** Limits of what the sidecars take, all ports together. @default - none */
  readonly inboundConnectionPool?: ConnectionPool;
}

type Rendered = Plain<generated.SidecarSpec>;

const outboundModes = { 'allow-any': 'ALLOW_ANY', 'registry-only': 'REGISTRY_ONLY' } as const;

const sidecar = resourceKind<SidecarProps, generated.SidecarSpec>({
  generated: generated.Sidecar,
  check: shape<SidecarProps>(
    {
      ...objectProps,
      workload: optional(workload),
      egress: optional(egressListeners),
      ingress: optional(ingressListeners),
      outboundTraffic: optional(
        textOr(
          keyOf(outboundModes),
          shape<{ readonly egressProxy: RouteTarget }>({ egressProxy: routeTarget }),
        ),
      ),
      inboundConnectionPool: optional(connectionPool),
    },
    { atLeastOne: ['egress', 'ingress', 'outboundTraffic', 'inboundConnectionPool'] },
  ),
  rule: ({ workload }, place) =>
    (workload && foreignWorkload(workload, place)) ?? sidecarlessFault(workload, place),
  render: ({ workload, egress, ingress, outboundTraffic, inboundConnectionPool }) =>
    defined<Rendered>({
      workloadSelector: workload && { labels: { ...workload.labels } },
      egress: egress?.map(renderEgressListener),
      ingress: ingress?.map(renderIngressListener),
      outboundTrafficPolicy: outboundTraffic && renderOutboundTraffic(outboundTraffic),
      inboundConnectionPool: inboundConnectionPool && renderConnectionPool(inboundConnectionPool),
    }),
});

/**
 * Limits what the sidecars of some pods know and take: less configuration for each proxy, and no way to services that
 * are not named.
 *
 * @example
 * new Sidecar(this, 'default', { egress: [{ hosts: ['own-namespace', { namespace: 'istio-system' }, ratings] }] });
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export class Sidecar extends IstioResource<SidecarProps> {
  public constructor(scope: Construct, id: string, props: SidecarProps) {
    super(scope, id, sidecar, props);
  }
}

function renderOutboundTraffic(traffic: OutboundTraffic): NonNullable<Rendered['outboundTrafficPolicy']> {
  if (typeof traffic === 'string') return { mode: outboundModes[traffic] };
  return { mode: outboundModes['allow-any'], egressProxy: renderDestination(traffic.egressProxy) };
}
