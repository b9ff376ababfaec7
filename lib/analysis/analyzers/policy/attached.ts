import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import type { MeshObject } from '../../../model/mesh-object';

/** A policy that says something of requests, whatever its kind. */
export type RequestPolicy =
  | ObjectOf<'authorizationPolicies'>
  | ObjectOf<'requestAuthentications'>
  | ObjectOf<'wasmPlugins'>
  | ObjectOf<'trafficExtensions'>
  | ObjectOf<'telemetries'>;

type Ref = NonNullable<RequestPolicy['spec']['targetRef']>;

/** All of them. */
export function policiesOf(model: MeshModel): RequestPolicy[] {
  return [
    ...model.authorizationPolicies,
    ...model.requestAuthentications,
    ...model.wasmPlugins,
    ...model.trafficExtensions,
    ...model.telemetries,
  ];
}

/** What a policy is attached to, the legacy single reference included. */
export function refsOf({ spec }: RequestPolicy): readonly Ref[] {
  return spec.targetRefs ?? (spec.targetRef ? [spec.targetRef] : []);
}

/** The Service or ServiceEntry that a policy is attached to, as far as it is among the objects. */
export function targetOf(model: MeshModel, policy: RequestPolicy, ref: Ref): MeshObject | undefined {
  const { kind = '', name = '' } = ref;
  if (kind !== 'Service' && kind !== 'ServiceEntry') return undefined;
  const group = kind === 'Service' ? '' : 'networking.istio.io';
  return model.byIdentity.get(keyOf({ group, kind, namespace: policy.namespace, name }));
}
