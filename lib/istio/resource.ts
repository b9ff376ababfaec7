import type { ApiObject, ApiObjectMetadata, GroupVersionKind } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { ApiVersions, type IstioKind } from '../release/api-versions';

/** A generated type with each of its enums as the union of its values, so that like enums are alike. */
export type Plain<T> = T extends string
  ? `${T}`
  : T extends readonly (infer E)[]
    ? Plain<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** What every Istio construct takes beside its own properties. */
export interface IstioObjectProps {
  /**
   * Labels, annotations, and a name or namespace of its own.
   * @default - the construct's id is the name, the chart's namespace the namespace
   */
  readonly metadata?: ApiObjectMetadata;
}

/** A class that `npm run import` generated from a CRD. */
interface GeneratedClass<Spec> {
  readonly GVK: GroupVersionKind;
  manifest(props: { readonly spec?: Spec }): { readonly spec?: unknown };
}

const dnsName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Refuses what Kubernetes does not take as the name of an object. */
export function checkObjectName(name: string, owner?: IConstruct): void {
  if (dnsName.test(name) && name.length <= 253) return;
  throw new ConfigError({
    ...(owner && { at: owner.node.path }),
    problem: 'an object is named by a DNS name',
    got: name,
    instead: `use lower-case letters, digits, dashes and dots${owner ? ', or set metadata.name' : ''}`,
  });
}

/**
 * Puts the one object of an Istio construct below it: named by the construct's id, at the `apiVersion` of the release,
 * its spec written by the generated serializer. A plain ApiObject holds it, so that `addJsonPatch` sees what is written.
 */
export function istioObject<Spec extends object>(
  owner: Construct,
  generated: GeneratedClass<Spec>,
  spec: Plain<Spec>,
  options: IstioObjectProps & { readonly after?: readonly IConstruct[] },
): ApiObject {
  const name = options.metadata?.name ?? owner.node.id;
  checkObjectName(name, owner);
  const kind = generated.GVK.kind as IstioKind;
  const apiVersion = ApiVersions.of(owner, kind);
  const written = generated.manifest({ spec: spec as Spec }).spec;
  ApiVersions.checkFields(owner, kind, written);
  const object = new KubernetesObject(owner, 'Resource', {
    apiVersion,
    kind,
    metadata: { ...options.metadata, name },
    spec: written,
  });
  owner.node.addDependency(...new Set(options.after));
  return object;
}
