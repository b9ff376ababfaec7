import { type ApiObject, Chart, type GroupVersionKind } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { ConfigError, refuse } from '../diagnostics/error';
import { type Fault, within } from '../diagnostics/fault';
import { groupOf } from '../kubernetes/identity';
import { impliedAfter } from '../kubernetes/implied-order';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { rememberProps } from '../kubernetes/named-outside';
import { ApiVersions, type IstioKind, newestApiVersions } from '../release/api-versions';
import type { Check } from '../values/check';
import { placeOf } from '../values/construct-props';
import { namespaceName } from '../values/dns-label';
import { labels } from '../values/labels';
import { type ObjectMetadata, objectMetadata } from '../values/object-metadata';
import { objectName } from '../values/object-name';
import { optional, type Shape } from '../values/shape';
import { MeshSettings } from './references/mesh-settings';
import { type INamespace, namespaceFault } from './references/namespace-ref';

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
  readonly metadata?: ObjectMetadata;
}

/** The checks of {@link IstioObjectProps}, to be joined with those of a kind's own. */
export const objectProps = { metadata: optional(objectMetadata) } satisfies Shape<IstioObjectProps>;

/** A class that `npm run import` generated from a CRD. */
interface GeneratedClass<Spec> {
  readonly GVK: GroupVersionKind;
  manifest(props: { readonly spec?: Spec }): { readonly spec?: unknown };
}

/** What is known of an object before its spec is written. */
export interface ObjectPlace {
  readonly construct: IConstruct;
  readonly name: string;
  /** `undefined` where neither the object nor its chart says one. */
  readonly namespace: string | undefined;
  readonly mesh: MeshSettings;
}

/** How a kind is checked and written. */
export interface ResourceKind<Props, Spec extends object> {
  readonly generated: GeneratedClass<Spec>;
  /** What the properties say by themselves; {@link objectProps} among them. */
  readonly check: Check<Props>;
  /** The `apiVersion`, for kinds that are not Istio's. @default - that of the generated class */
  apiVersion?(place: ObjectPlace): string;
  /** The namespace that the properties put it into. @default - that of `metadata`, else the chart's */
  namespace?(props: Props): INamespace | undefined;
  /** Labels that the properties give it. @default - none */
  labels?(props: Props, place: ObjectPlace): Readonly<Record<string, string>>;
  /** What is asked of a name. @default - what Kubernetes asks of every object's */
  readonly name?: Check<string>;
  /** What holds between the properties and where the object stands. @default - nothing */
  rule?(props: Props, place: ObjectPlace): Fault | undefined;
  /** Writes the spec; refuses nothing. */
  render(props: Props, place: ObjectPlace): Plain<Spec>;
  /** The constructs that are applied first, if that closes no circle. @default - none */
  after?(props: Props): readonly IConstruct[];
}

/** A kind with its own types left out, so that one constructor takes all of them. */
export interface AnyKind<Props> extends Omit<ResourceKind<Props, object>, 'generated' | 'render'> {
  readonly gvk: GroupVersionKind;
  spec(props: Props, place: ObjectPlace): unknown;
}

/** Describes a kind for {@link IstioResource}. */
export function resourceKind<Props, Spec extends object>(kind: ResourceKind<Props, Spec>): AnyKind<Props> {
  return {
    ...kind,
    gvk: kind.generated.GVK,
    spec: (props, place) => kind.generated.manifest({ spec: kind.render(props, place) as Spec }).spec,
  };
}

/**
 * An Istio object: its properties are checked once, whether or not types were, and it is written at the `apiVersion`
 * of the release by the serializer that was generated for its kind. A plain ApiObject holds it, so that
 * `object.addJsonPatch` sees what is written.
 *
 * @throws ConfigError with the construct, the property and the line where the construct was made
 */
export abstract class IstioResource<Props extends IstioObjectProps> extends Construct {
  public readonly name: string;
  /** `undefined` where neither the object nor its chart says one: that of whoever applies it. */
  public readonly namespace: string | undefined;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;

  protected constructor(scope: Construct, id: string, kind: AnyKind<Props>, props: Props) {
    super(scopeOf(scope, id), id);
    refuse(this, kind.check(props));
    const { metadata } = props;
    const chart = Chart.of(this);
    refuse(chart, chartFault(chart));
    this.name = metadata?.name ?? id;
    const namespace = kind.namespace?.(props);
    refuse(this, namespace && namespaceFault(namespace, metadata?.namespace));
    this.namespace = metadata?.namespace ?? namespace?.name ?? chart.namespace;
    refuse(this, nameFault(kind.name ?? objectName, this.name, metadata?.name !== undefined));
    const place = {
      construct: this,
      name: this.name,
      namespace: this.namespace,
      mesh: MeshSettings.of(this),
    };
    refuse(this, kind.rule?.(props, place));
    const apiVersion = kind.apiVersion?.(place) ?? apiVersionOf(this, kind.gvk);
    const spec = kind.spec(props, place);
    const own = kind.labels?.(props, place);
    ApiVersions.checkFields(this, { apiVersion, kind: kind.gvk.kind, spec });
    this.object = new KubernetesObject(this, 'Resource', {
      apiVersion,
      kind: kind.gvk.kind,
      metadata: {
        ...(metadata as object),
        ...(namespace && { namespace: namespace.name }),
        ...(own && { labels: { ...metadata?.labels, ...own } }),
        name: this.name,
      },
      spec,
    });
    rememberProps(this, props);
    impliedAfter(this, kind.after?.(props) ?? []);
  }
}

/** An object is written by the chart around it. */
function scopeOf(scope: Construct, id: string): Construct {
  if (placeOf(scope, id).node.scopes.some(Chart.isChart)) return scope;
  throw new ConfigError({
    at: scope,
    problem: 'an object is written by a chart, and none is around it',
    got: id,
    instead: 'make it in a Chart',
  });
}

const sound = new WeakSet<Chart>();

/** What a chart stamps on its objects; looked at once a chart. */
function chartFault(chart: Chart): Fault | undefined {
  if (sound.has(chart)) return undefined;
  const found =
    (chart.namespace !== undefined ? within('namespace', namespaceName(chart.namespace)) : undefined) ??
    within('labels', labels(chart.labels));
  if (found === undefined) sound.add(chart);
  return found;
}

/** A fault of a name: of the property where it was said, of the id where not. */
function nameFault(check: Check<string>, name: string, said: boolean): Fault | undefined {
  const found = check(name);
  if (said || found === undefined) return within('metadata', within('name', found));
  return { ...found, instead: `${found.instead}, or set metadata.name` };
}

/** Kinds are known by their group too: the Gateway API has a Gateway of its own, which no Istio release versions. */
function isIstios({ apiVersion, kind }: GroupVersionKind): boolean {
  const known: string | undefined = newestApiVersions[kind as IstioKind];
  return known !== undefined && groupOf(known) === groupOf(apiVersion);
}

function apiVersionOf(owner: IConstruct, gvk: GroupVersionKind): string {
  return isIstios(gvk) ? ApiVersions.of(owner, gvk.kind as IstioKind) : gvk.apiVersion;
}
