import type { Construct } from 'constructs';
import * as generated from '../../../imports/gateway.networking.k8s.io/gateway';
import { within } from '../../diagnostics/fault';
import {
  GatewayApiGateway,
  type IGatewayApiGateway,
  type IGatewayClass,
  waypointClass,
} from '../../istio/references/gateway-api-ref';
import { type IstioObjectProps, IstioResource, objectProps, type Plain } from '../../istio/resource';
import { ApiVersions } from '../../release/api-versions';
import { madeGateway } from '../../release/made-gateway';
import { ipVersion } from '../../values/address-range';
import { distinct } from '../../values/check';
import { defined } from '../../values/defined';
import { type Labels, labels } from '../../values/labels';
import type { NonEmpty } from '../../values/non-empty';
import { annotations } from '../../values/object-metadata';
import { optional, shape } from '../../values/shape';
import { gatewayApiKind } from '../kind';
import { grantConstructs } from '../references/backend';
import type { ListenerFacts } from '../references/listener-facts';
import { configMap, type IConfigMap } from '../references/object-ref';
import type { ParentSection } from '../references/parent';
import { grants, type IReferenceGrant } from '../references/reference-grant-ref';
import { type NamespaceSelector, namespacesCheck, renderNamespaces } from './allowed-routes';
import { type GatewayAddress, gatewayAddress, renderAddress } from './gateway-address';
import { gatewayClass, istioClass, remoteClass } from './gateway-class-ref';
import { type GatewayTls, gatewayTls, gatewayTlsFault, renderGatewayTls } from './gateway-tls';
import {
  certificateConstructs,
  certificatesFault,
  type Listeners,
  listenerFacts,
  listeners,
  protocolsFault,
  renderListeners,
} from './listeners';

/** What the Deployment and the Service of a gateway get, which istiod makes of it. */
export interface GatewayInfrastructure {
  readonly labels?: Labels;
  readonly annotations?: { readonly [name: string]: string };
  /** A ConfigMap of the gateway's namespace with patches of its Deployment and Service. */
  readonly parameters?: IConfigMap;
}

/** What a gateway that istiod makes listens on, and whom it serves. */
export interface GatewayProps<Listener extends string> extends IstioObjectProps {
  /** Name to {@link Listener}. */
  readonly listeners: Listeners<Listener>;
  /** @default - Istio's */
  readonly gatewayClass?: IGatewayClass;
  /** Addresses that it is to have, or the Services of a gateway that is installed already. @default - one of the cloud's */
  readonly addresses?: NonEmpty<GatewayAddress>;
  readonly infrastructure?: GatewayInfrastructure;
  /** Whose ListenerSets may add listeners. @default 'none' */
  readonly allowedListeners?: 'none' | 'same' | 'all' | NamespaceSelector;
  readonly tls?: GatewayTls;
  /** Lets Secrets and ConfigMaps of other namespaces be named. */
  readonly grants?: NonEmpty<IReferenceGrant>;
}

interface Properties extends Omit<GatewayProps<string>, 'listeners'> {
  readonly listeners: Listeners;
}

const gateway = gatewayApiKind<Properties, generated.GatewaySpec>({
  generated: generated.Gateway,
  check: shape<Properties>({
    ...objectProps,
    listeners,
    gatewayClass: optional(gatewayClass),
    addresses: optional(distinct(gatewayAddress, { most: 16 })),
    infrastructure: optional(
      shape<GatewayInfrastructure>(
        { labels: optional(labels), annotations: optional(annotations), parameters: optional(configMap) },
        { atLeastOne: ['labels', 'annotations', 'parameters'] },
      ),
    ),
    allowedListeners: optional(namespacesCheck('none', 'same', 'all')),
    tls: optional(gatewayTls),
    grants: optional(grants),
  }),
  rule: ({ listeners, tls, grants }, place) =>
    within(
      'listeners',
      protocolsFault(listeners, place) ?? certificatesFault(listeners, 'Gateway', place, grants),
    ) ??
    (tls && within('tls', gatewayTlsFault(tls, place, grants))),
  render: (props, place) =>
    defined<Plain<generated.GatewaySpec>>({
      gatewayClassName: (props.gatewayClass ?? istioClass).name,
      listeners: renderListeners(props.listeners, place),
      addresses: props.addresses?.map(renderAddress),
      infrastructure: props.infrastructure && renderInfrastructure(props.infrastructure),
      allowedListeners: props.allowedListeners && { namespaces: renderNamespaces(props.allowedListeners) },
      tls: props.tls && renderGatewayTls(props.tls, place),
    }),
  after: ({ grants, listeners, tls }) => [
    ...grantConstructs(grants),
    ...certificateConstructs(listeners),
    ...(tls?.backend?.clientCertificate.construct ? [tls.backend.clientCertificate.construct] : []),
  ],
});

/**
 * A gateway of the Gateway API: istiod makes its Deployment and its Service. Where requests then go is said by routes
 * that name it as their parent.
 *
 * @example
 * const gateway = new Gateway(this, 'gateway', { listeners: { http: Listener.http({ port: 80 }) } });
 * new HTTPRoute(this, 'productpage', { parents: [gateway], rules: [{ backends: [productpage] }] });
 * @throws ConfigError for listeners that can't be told apart, and for a Secret of another namespace without its grant
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 */
export class Gateway<Listener extends string = string>
  extends IstioResource<Properties>
  implements IGatewayApiGateway
{
  public readonly kind = 'gateway-api-gateway';
  public readonly construct = this;
  public readonly listeners: readonly ListenerFacts[];
  /**
   * The name of the Deployment and the Service that istiod of the chosen release makes of it; none where its `addresses`
   * are Services, or where it is one of another cluster.
   */
  public readonly deployment: string | undefined;
  /** Whose ListenerSets it takes; `'some'` where labels of namespaces decide. */
  public readonly allowedListeners: 'none' | 'same' | 'all' | 'some';

  public constructor(scope: Construct, id: string, props: GatewayProps<Listener>) {
    super(scope, id, gateway, props as unknown as Properties);
    this.listeners = listenerFacts(props.listeners);
    const { allowedListeners = 'none', addresses, gatewayClass = istioClass } = props;
    // By IP addresses istiod asks for them; hosts are gateways that are there already.
    const isThere = addresses?.some((address) => ipVersion(address) === 0) === true;
    this.deployment =
      isThere || gatewayClass.name === remoteClass.name ? undefined : this.madeBy(gatewayClass, props);
    this.allowedListeners = typeof allowedListeners === 'string' ? allowedListeners : 'some';
  }

  /** A Gateway that is not described in this app. */
  public static named(name: string, options: { readonly namespace: string }): IGatewayApiGateway {
    return GatewayApiGateway.named(name, options);
  }

  private madeBy({ name: className }: IGatewayClass, { metadata }: IstioObjectProps): string {
    const isWaypoint = className === waypointClass.name;
    const annotations = metadata?.annotations ?? {};
    return madeGateway({ name: this.name, className, annotations, isWaypoint }, ApiVersions.releaseOf(this))
      .name;
  }

  /** One of its listeners as the parent of a route. */
  public listener(name: NoInfer<Listener>): ParentSection {
    return { kind: 'parent-section', of: this, sectionName: name };
  }
}

function renderInfrastructure({ labels, annotations, parameters }: GatewayInfrastructure) {
  return {
    ...(labels && { labels: { ...labels } }),
    ...(annotations && { annotations: { ...annotations } }),
    ...(parameters && { parametersRef: { group: '', kind: 'ConfigMap', name: parameters.name } }),
  };
}
