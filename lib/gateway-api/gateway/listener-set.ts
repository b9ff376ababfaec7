import type { Construct } from 'constructs';
import * as generated from '../../../imports/gateway.networking.k8s.io/listener-set';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { gatewayApiGateway, type IGatewayApiGateway } from '../../istio/references/gateway-api-ref';
import { type IstioObjectProps, IstioResource, type ObjectPlace, objectProps } from '../../istio/resource';
import { checkedCall } from '../../values/checked-call';
import type { NonEmpty } from '../../values/non-empty';
import { inNamespace } from '../../values/object-name';
import { optional, shape } from '../../values/shape';
import { gatewayApiKind } from '../kind';
import { grantConstructs } from '../references/backend';
import type { ListenerFacts } from '../references/listener-facts';
import { renderNamespace } from '../references/object-ref';
import type { IListenerSet, ListenerParent, ParentSection } from '../references/parent';
import { grants, type IReferenceGrant } from '../references/reference-grant-ref';
import {
  certificateConstructs,
  certificatesFault,
  type Listeners,
  listenerFacts,
  listeners,
  protocolsFault,
  renderListeners,
} from './listeners';

/** A Gateway of this app says whose sets it takes. */
type ListenerSetParent = IGatewayApiGateway &
  Pick<ListenerParent, 'construct'> & {
    readonly allowedListeners?: 'none' | 'same' | 'all' | 'some';
  };

/** Listeners, and the Gateway that is to have them. */
export interface ListenerSetProps<Listener extends string> extends IstioObjectProps {
  /** The Gateway that the listeners are added to. */
  readonly parent: IGatewayApiGateway;
  /** Name to {@link Listener}. */
  readonly listeners: Listeners<Listener>;
  /** Lets Secrets of other namespaces be named. */
  readonly grants?: NonEmpty<IReferenceGrant>;
}

interface Properties extends Omit<ListenerSetProps<string>, 'listeners'> {
  readonly listeners: Listeners;
}

const listenerSet = gatewayApiKind<Properties, generated.ListenerSetSpec>({
  generated: generated.ListenerSet,
  check: shape<Properties>({
    ...objectProps,
    parent: gatewayApiGateway,
    listeners,
    grants: optional(grants),
  }),
  rule: ({ parent, listeners, grants }, place) =>
    within('parent', parentFault(parent, place)) ??
    within(
      'listeners',
      protocolsFault(listeners, place) ?? certificatesFault(listeners, 'ListenerSet', place, grants),
    ),
  render: ({ parent, listeners }, place) => ({
    parentRef: { name: parent.name, ...renderNamespace(parent.namespace, place.namespace) },
    listeners: renderListeners(listeners, place),
  }),
  after: ({ parent, grants, listeners }) => {
    const { construct } = parent as ListenerSetParent;
    return [
      ...(construct === undefined ? [] : [construct]),
      ...grantConstructs(grants),
      ...certificateConstructs(listeners),
    ];
  },
});

/**
 * Listeners that another team adds to a Gateway, which says in `allowedListeners` whose it takes.
 *
 * @example
 * const listeners = new ListenerSet(this, 'team', {
 *   parent: Gateway.named('shared', { namespace: 'ingress' }),
 *   listeners: { https: Listener.https({ port: 443, certificates: [Secret.named('team')] }) },
 * });
 * @throws ConfigError where the Gateway takes no listeners of this namespace
 * @see https://gateway-api.sigs.k8s.io/api-types/listenerset/
 */
export class ListenerSet<Listener extends string = string>
  extends IstioResource<Properties>
  implements IListenerSet
{
  public readonly kind = 'listener-set';
  public readonly construct = this;
  public readonly listeners: readonly ListenerFacts[];

  public constructor(scope: Construct, id: string, props: ListenerSetProps<Listener>) {
    super(scope, id, listenerSet, props as unknown as Properties);
    this.listeners = listenerFacts(props.listeners);
  }

  /** A ListenerSet that is not described in this app. */
  public static named(name: string, options: { readonly namespace: string }): IListenerSet {
    checkedCall('ListenerSet.named', inNamespace, options);
    return { kind: 'listener-set', name, namespace: options.namespace };
  }

  /** One of its listeners as the parent of a route. */
  public listener(name: NoInfer<Listener>): ParentSection {
    return { kind: 'parent-section', of: this, sectionName: name };
  }
}

function parentFault(parent: ListenerSetParent, { namespace }: ObjectPlace): Fault | undefined {
  const { allowedListeners: allowed } = parent;
  if (allowed === undefined || allowed === 'all' || allowed === 'some') return undefined;
  if (allowed === 'same' && parent.namespace === namespace) return undefined;
  return fault(
    allowed === 'none'
      ? 'the Gateway takes no listeners beside its own'
      : 'the Gateway takes listeners of its own namespace only',
    parent.name,
    "give it allowedListeners: 'all', or the labels of the namespaces",
  );
}
