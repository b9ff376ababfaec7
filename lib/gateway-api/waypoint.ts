import type { Construct } from 'constructs';
import { refuse } from '../diagnostics/error';
import { ambientFault } from '../istio/references/ambient-release';
import { waypointClass } from '../istio/references/gateway-api-ref';
import type { IWaypoint, WaypointTraffic } from '../istio/references/waypoint-ref';
import { type IstioObjectProps, objectProps } from '../istio/resource';
import { type Check, keyOf } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { checkedProps } from '../values/construct-props';
import { namespaceName } from '../values/dns-label';
import { proxyPorts } from '../values/proxy-ports';
import { optional, shape } from '../values/shape';
import { type Namespaces, namespacesCheck } from './gateway/allowed-routes';
import { Gateway } from './gateway/gateway';
import { Listener } from './gateway/listener';

/** Whose requests a waypoint reads. */
export interface WaypointProps extends IstioObjectProps {
  /**
   * Requests to services, to single pods of an account (`'workload'`), or both.
   * @default 'service'
   */
  readonly handles?: WaypointTraffic;
  /** The namespaces whose services may be served by it. @default 'same' */
  readonly namespaces?: Namespaces;
}

const traffic = { service: '', workload: '', all: '', none: '' } satisfies Record<WaypointTraffic, string>;

const waypointProps = shape<WaypointProps>({
  ...objectProps,
  handles: optional(keyOf(traffic)),
  namespaces: optional(namespacesCheck('same', 'all') as Check<Namespaces>),
});

const namedWaypoint = shape<{ readonly namespace: string; readonly handles?: WaypointTraffic }>({
  namespace: namespaceName,
  handles: optional(keyOf(traffic)),
});

/**
 * The proxy that namespaces and services in ambient mode name as theirs: it reads requests, so that routes and policies
 * for HTTP have somebody to keep them. Those that it serves give it as `waypoint`, and carry the label.
 *
 * @example
 * const waypoint = new Waypoint(this, 'waypoint');
 * new MeshNamespace(this, 'demo', { injection: Injection.ambient, waypoint });
 * new AuthorizationPolicy(this, 'readers', { workload: PolicyTargets.of(waypoint), action: allow({ to: [get()] }) });
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export class Waypoint extends Gateway<'mesh'> implements IWaypoint {
  public readonly handles: WaypointTraffic;

  public constructor(scope: Construct, id: string, props: WaypointProps = {}) {
    const { handles = 'service', namespaces, metadata } = checkedProps(scope, id, waypointProps, props);
    refuse(scope, ambientFault(scope, 'istio.io/use-waypoint', id));
    super(scope, id, {
      metadata: { ...metadata, labels: { ...metadata?.labels, 'istio.io/waypoint-for': handles } },
      gatewayClass: waypointClass,
      listeners: {
        mesh: Listener.hbone({
          port: proxyPorts.hbone,
          ...(namespaces && { allowedRoutes: { namespaces } }),
        }),
      },
    });
    this.handles = handles;
  }

  /** A Waypoint that is not described in this app. */
  public static override named(
    name: string,
    options: { readonly namespace: string; readonly handles?: WaypointTraffic },
  ): IWaypoint {
    checkedCall('Waypoint.named', namedWaypoint, options);
    return {
      kind: 'gateway-api-gateway',
      name,
      namespace: options.namespace,
      handles: options.handles,
    };
  }
}
