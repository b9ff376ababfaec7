import { type ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigError, refuse } from '../diagnostics/error';
import { type Fault, fault, within } from '../diagnostics/fault';
import { ambientFault, waypointFault } from '../istio/references/ambient-release';
import { type INamespace, rememberNamespace } from '../istio/references/namespace-ref';
import type { RequestReader } from '../istio/references/request-reader';
import { type IWaypoint, waypoint, waypointLabels } from '../istio/references/waypoint-ref';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import type { Check } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { checkedProps } from '../values/construct-props';
import { dnsLabelName } from '../values/dns-label';
import { type Labels, labels } from '../values/labels';
import { annotations } from '../values/object-metadata';
import { wrongPodSecurity } from '../values/pod-security';
import { optional, shape } from '../values/shape';
import {
  type Injection,
  type InjectionLabel,
  injection,
  injectionLabels,
  renderInjection,
} from './injection';

/** Stands for a label that the property `injection` writes, so that the compiler's error says so. */
interface LeftToInjection {
  readonly kind: 'left-to-the-property-injection';
}

/** Labels of a namespace that leave its {@link Injection} alone. */
export type NamespaceLabels = { readonly [label: string]: string } & {
  readonly [L in InjectionLabel]?: LeftToInjection;
};

/** A namespace, and how its pods join the mesh. */
export interface MeshNamespaceProps<
  Join extends Injection = Injection,
  Served extends IWaypoint | undefined = IWaypoint | undefined,
> {
  /** How its pods join the mesh. */
  readonly injection: Join;
  /** @default - the construct's id */
  readonly name?: string;
  /** What serves its services, and its pods, in ambient mode. @default - nothing reads their requests */
  readonly waypoint?: Served;
  /** Further labels, such as those of pod security. */
  readonly labels?: NamespaceLabels;
  readonly annotations?: Readonly<Record<string, string>>;
}

const namespaceLabel = dnsLabelName('the name of a namespace');

/** Who reads the requests in a namespace that is joined so and served by that. */
type ReaderIn<Join, Served> = Join extends { readonly kind: 'injection-ambient' }
  ? Served extends IWaypoint
    ? 'waypoint'
    : 'nobody'
  : 'sidecar';

const namespaceLabels: Check<Labels> = (given) => {
  const found = labels(given);
  if (found !== undefined) return found;
  const [wrong] = wrongPodSecurity(given);
  return (
    wrong && within(wrong.key, fault('Kubernetes refuses the namespace', wrong.got, `write ${wrong.instead}`))
  );
};

const meshNamespace = shape<MeshNamespaceProps>({
  injection,
  name: optional(namespaceLabel),
  waypoint: optional(waypoint),
  labels: optional(namespaceLabels),
  annotations: optional(annotations),
});

/**
 * A namespace with its one choice of how pods join the mesh.
 *
 * @example
 * new MeshNamespace(this, 'demo', { injection: Injection.enabled });
 * @throws ConfigError where `labels` chooses the injection a second time
 */
export class MeshNamespace<
    Join extends Injection = Injection,
    Served extends IWaypoint | undefined = undefined,
  >
  extends Construct
  implements INamespace<ReaderIn<Join, Served>>
{
  public readonly kind = 'namespace';
  public readonly name: string;
  /** Who reads the requests to its services, as far as these don't name a waypoint of their own. */
  public readonly requestsReadBy: ReaderIn<Join, Served>;
  /** What reads them in ambient mode. */
  public readonly waypoint: IWaypoint | undefined;
  /** The Namespace itself, for what these properties don't say. */
  public readonly object: ApiObject;

  public constructor(scope: Construct, id: string, props: MeshNamespaceProps<Join, Served>) {
    const { name = id } = checkedProps(scope, id, meshNamespace, props);
    super(scope, id);
    refuse(this, namespaceLabel(name));
    this.name = name;
    refuse(this, ambientReleaseFault(this, props, name));
    this.requestsReadBy = readerIn(props as MeshNamespaceProps) as ReaderIn<Join, Served>;
    this.waypoint = props.waypoint;
    rememberNamespace(this, this);
    const chosen = renderInjection(props.injection);
    const further: Readonly<Record<string, string>> = props.labels ?? {};
    this.checkLabels(chosen, { ...Chart.of(this).labels, ...further });
    this.object = new KubernetesObject(this, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: this.name,
        labels: { ...further, ...chosen, ...(props.waypoint && waypointLabels(props.waypoint, name)) },
        ...(props.annotations && { annotations: props.annotations }),
      },
    });
    // A chart stamps its namespace on every object, and a namespace is in none.
    if (Chart.of(this).namespace !== undefined) {
      this.object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
  }

  /** A namespace that is not described in this app, with how its pods join the mesh and what serves them. */
  public static named<
    const Join extends Injection = Injection,
    const Served extends IWaypoint | undefined = undefined,
  >(
    name: string,
    props: Pick<MeshNamespaceProps<Join, Served>, 'injection' | 'waypoint'>,
  ): INamespace<ReaderIn<Join, Served>> {
    const all = { ...props, name };
    checkedCall('MeshNamespace.named', meshNamespace, all);
    return {
      kind: 'namespace',
      name,
      requestsReadBy: readerIn(all) as ReaderIn<Join, Served>,
      waypoint: all.waypoint,
    };
  }

  private checkLabels(chosen: object, labels: Readonly<Record<string, string | undefined>>): void {
    const second = injectionLabels.find((label) => labels[label] !== undefined);
    if (second === undefined) return;
    throw new ConfigError({
      at: this,
      problem: 'a namespace chooses once how its pods join the mesh',
      got: { ...chosen, [second]: labels[second] },
      instead: `leave the label '${second}' to the property injection`,
    });
  }
}

function ambientReleaseFault(scope: Construct, props: MeshNamespaceProps, name: string): Fault | undefined {
  const { injection, waypoint } = props;
  const joins = injection.kind === 'injection-ambient';
  return (
    (joins
      ? within('injection', ambientFault(scope, 'istio.io/dataplane-mode', injection.kind))
      : undefined) ?? waypointFault(scope, waypoint, name)
  );
}

function readerIn({ injection, waypoint }: MeshNamespaceProps): RequestReader {
  if (injection.kind !== 'injection-ambient') return 'sidecar';
  return waypoint === undefined ? 'nobody' : 'waypoint';
}
