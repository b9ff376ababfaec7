import { type ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { checkDnsLabel } from '../values/dns-label';
import { type Injection, type InjectionLabel, injectionLabels, renderInjection } from './injection';

/** Stands for a label that the property `injection` writes, so that the compiler's error says so. */
interface LeftToInjection {
  readonly kind: 'left-to-the-property-injection';
}

/** Labels of a namespace that leave its {@link Injection} alone. */
export type NamespaceLabels = { readonly [label: string]: string } & {
  readonly [L in InjectionLabel]?: LeftToInjection;
};

export interface MeshNamespaceProps {
  /** How its pods join the mesh. */
  readonly injection: Injection;
  /** @default - the construct's id */
  readonly name?: string;
  /** Further labels, such as `istio.io/use-waypoint` or those of pod security. */
  readonly labels?: NamespaceLabels;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A namespace with its one choice of how pods join the mesh.
 *
 * @example
 * new MeshNamespace(this, 'demo', { injection: Injection.enabled });
 * @throws ConfigError where `labels` chooses the injection a second time
 */
export class MeshNamespace extends Construct {
  public readonly name: string;
  /** The Namespace itself, for what these properties don't say. */
  public readonly object: ApiObject;

  public constructor(scope: Construct, id: string, props: MeshNamespaceProps) {
    super(scope, id);
    this.name = props.name ?? id;
    checkDnsLabel(this, this.name, 'the name of a namespace');
    const chosen = renderInjection(props.injection);
    const labels: Readonly<Record<string, string>> = props.labels ?? {};
    this.checkLabels(chosen, { ...Chart.of(this).labels, ...labels });
    this.object = new KubernetesObject(this, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: this.name,
        labels: { ...labels, ...chosen },
        ...(props.annotations && { annotations: props.annotations }),
      },
    });
    // A chart stamps its namespace on every object, and a namespace is in none.
    if (Chart.of(this).namespace !== undefined) {
      this.object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
  }

  private checkLabels(chosen: object, labels: Readonly<Record<string, string | undefined>>): void {
    const second = injectionLabels.find((label) => labels[label] !== undefined);
    if (second === undefined) return;
    throw new ConfigError({
      at: this.node.path,
      problem: 'a namespace chooses once how its pods join the mesh',
      got: { ...chosen, [second]: labels[second] },
      instead: `leave the label '${second}' to the property injection`,
    });
  }
}
