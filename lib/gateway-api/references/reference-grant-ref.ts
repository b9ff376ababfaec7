import type { IConstruct } from 'constructs';
import { type Fault, fault } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { aConstruct } from '../../values/a-construct';
import { anyText, list, oneOf } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { objectName } from '../../values/object-name';
import { optional, reference, shape } from '../../values/shape';
import type { ObjectRef } from './object-ref';

/** The kinds that may name objects of another namespace. */
const referrers = ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'] as const;

/** A kind that may name objects of another namespace. */
export type Referrer = (typeof referrers)[number];

/** Whom a grant is for: all objects of a kind in a namespace. */
export interface GrantedReferrer {
  readonly kind: Referrer;
  readonly namespace: string;
}

/** What a grant is about: one object, or all of its kind. */
export interface GrantedObject {
  readonly group: string;
  readonly kind: string;
  /** `undefined`: all of the kind. */
  readonly name: string | undefined;
}

/** A grant of a namespace to objects of others: one of this app, or `ReferenceGrant.named`. */
export interface IReferenceGrant {
  readonly kind: 'reference-grant';
  readonly name: string;
  readonly namespace: string | undefined;
  /** `undefined` outside. */
  readonly from: readonly GrantedReferrer[] | undefined;
  /** `undefined` outside. */
  readonly to: readonly GrantedObject[] | undefined;
  readonly construct: IConstruct | undefined;
}

export const grantedReferrer = shape<GrantedReferrer>({
  kind: oneOf(...referrers),
  namespace: namespaceName,
});

const referenceGrant = reference<IReferenceGrant>(
  'a grant',
  "give a ReferenceGrant, or ReferenceGrant.named('routes', { namespace: 'demo' })",
  ['reference-grant'],
  {
    name: objectName,
    namespace: optional(namespaceName),
    from: optional(list(grantedReferrer)),
    to: optional(list(shape<GrantedObject>({ group: anyText, kind: anyText, name: optional(objectName) }))),
    construct: optional(aConstruct),
  },
);

export const grants = list(referenceGrant);

/** Refuses an object of another namespace that none of the grants lets be named. */
export function grantFault(
  { group, kind, name, namespace }: ObjectRef,
  referrer: Referrer,
  place: ObjectPlace,
  given: readonly IReferenceGrant[] = [],
): Fault | undefined {
  if (namespace === undefined || namespace === place.namespace) return undefined;
  const isGranted = given.some(
    (grant) =>
      grant.namespace === namespace &&
      (grant.from ?? [{ kind: referrer, namespace: place.namespace }]).some(
        (from) => from.kind === referrer && from.namespace === place.namespace,
      ) &&
      (grant.to ?? [{ group, kind, name }]).some(
        (to) => to.group === group && to.kind === kind && (to.name === undefined || to.name === name),
      ),
  );
  if (isGranted) return undefined;
  const own = place.namespace ?? 'default';
  return fault(
    `the ${kind} is in another namespace, which does not let ${referrer}s of ${place.namespace === undefined ? 'this one' : `'${own}'`} name it`,
    `${namespace}/${name}`,
    `write new ReferenceGrant(…, { from: [{ kind: '${referrer}', namespace: '${own}' }], to: […] }) in a chart of the namespace '${namespace}', and give it in grants`,
  );
}
