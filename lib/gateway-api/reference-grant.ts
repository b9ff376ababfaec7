import type { Construct } from 'constructs';
import * as generated from '../../imports/gateway.networking.k8s.io/reference-grant';
import { type Fault, fault, within } from '../diagnostics/fault';
import { type AnyMeshService, meshService } from '../istio/references/mesh-service';
import { MeshSettings } from '../istio/references/mesh-settings';
import { partsOf } from '../istio/references/policy-target';
import { type IstioObjectProps, IstioResource, type ObjectPlace, objectProps } from '../istio/resource';
import { type Check, firstFault, isPlain, list, oneOf, textOr } from '../values/check';
import { checkedCall } from '../values/checked-call';
import type { NonEmpty } from '../values/non-empty';
import { inNamespace } from '../values/object-name';
import { shape } from '../values/shape';
import { gatewayApiKind } from './kind';
import { caCertificates, type IConfigMap, type ISecret, objectRef } from './references/object-ref';
import {
  type GrantedObject,
  type GrantedReferrer,
  grantedReferrer,
  type IReferenceGrant,
} from './references/reference-grant-ref';

const kinds = ['Service', 'Secret', 'ConfigMap'] as const;

/** What a grant lets be named: an object of its own namespace, or all of a kind. */
export type Grantable = AnyMeshService | ISecret | IConfigMap | (typeof kinds)[number];

/** What objects of other namespaces may name in this one. */
export interface ReferenceGrantProps extends IstioObjectProps {
  /** Whose objects may name them. */
  readonly from: NonEmpty<GrantedReferrer>;
  readonly to: NonEmpty<Grantable>;
}

const grantable: Check<Grantable> = textOr(oneOf(...kinds), (value: Exclude<Grantable, string>) =>
  isPlain(value) && (value.kind === 'secret-object' || value.kind === 'config-map-object')
    ? caCertificates(value as ISecret | IConfigMap)
    : meshService(value as AnyMeshService),
);

const referenceGrant = gatewayApiKind<ReferenceGrantProps, generated.ReferenceGrantSpec>({
  generated: generated.ReferenceGrant,
  check: shape<ReferenceGrantProps>({
    ...objectProps,
    from: list(grantedReferrer, { most: 16 }),
    to: list(grantable, { most: 16 }),
  }),
  rule: ({ to }, place) =>
    within(
      'to',
      firstFault(to.length, (index) => within(index, foreignFault(to[index] as Grantable, place))),
    ),
  render: ({ from, to }, { mesh }) => ({
    from: from.map(({ kind, namespace }) => ({ group: 'gateway.networking.k8s.io', kind, namespace })),
    to: to.map((one) => {
      const { group, kind, name } = grantedObject(one, mesh);
      return { group, kind, ...(name !== undefined && { name }) };
    }),
  }),
});

/**
 * Lets routes and gateways of other namespaces name objects of this one. Whoever names them gives the grant, so that
 * nothing is written that the cluster would not let through.
 *
 * @example
 * const grant = new ReferenceGrant(this, 'routes', {
 *   from: [{ kind: 'HTTPRoute', namespace: 'ingress' }],
 *   to: [reviews],
 * });
 * @throws ConfigError for an object of another namespace than the grant's own
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class ReferenceGrant extends IstioResource<ReferenceGrantProps> implements IReferenceGrant {
  public readonly kind = 'reference-grant';
  public readonly construct = this;
  public readonly from: readonly GrantedReferrer[];
  public readonly to: readonly GrantedObject[];

  public constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    super(scope, id, referenceGrant, props);
    this.from = props.from;
    this.to = props.to.map((one) => grantedObject(one, MeshSettings.of(this)));
  }

  /** A ReferenceGrant that is not described in this app: taken to grant what is asked of it. */
  public static named(name: string, options: { readonly namespace: string }): IReferenceGrant {
    checkedCall('ReferenceGrant.named', inNamespace, options);
    return {
      kind: 'reference-grant',
      name,
      namespace: options.namespace,
      from: undefined,
      to: undefined,
      construct: undefined,
    };
  }
}

function grantedObject(one: Grantable, mesh: MeshSettings): GrantedObject {
  if (typeof one === 'string') return { group: '', kind: one, name: undefined };
  if (one.kind === 'secret-object' || one.kind === 'config-map-object') {
    const { group, kind, name } = objectRef(one);
    return { group, kind, name };
  }
  return { group: '', kind: 'Service', name: partsOf(one.host, mesh)?.name };
}

function foreignFault(one: Grantable, { namespace: own, mesh }: ObjectPlace): Fault | undefined {
  if (typeof one === 'string') return undefined;
  const isObject = one.kind === 'secret-object' || one.kind === 'config-map-object';
  const service = isObject ? undefined : partsOf(one.host, mesh);
  if (!isObject && service === undefined) {
    return fault(
      'a grant is for Services of the cluster',
      one.host,
      'leave it out: hosts of ServiceEntries are named without a grant',
    );
  }
  const namespace = isObject ? one.namespace : service?.namespace;
  return namespace === undefined || namespace === own
    ? undefined
    : fault(
        `a grant is for objects of its own namespace, which is ${own === undefined ? 'not known here' : `'${own}'`}`,
        namespace,
        `put it into a chart of the namespace '${namespace}'`,
      );
}
