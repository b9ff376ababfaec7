import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Labels } from '../kubernetes/label-selector';
import type { Injection } from '../workload/injection';
import { MeshNamespace } from '../workload/mesh-namespace';

export interface DemoNamespaceProps {
  /** The name of the namespace. */
  readonly namespace: string;
  /** How its pods join the mesh. */
  readonly injection: Injection;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

/** The guide's namespace, before all that lives in it. */
export class DemoNamespace extends Chart {
  public readonly namespaceObject: MeshNamespace;

  public constructor(scope: Construct, id: string, props: DemoNamespaceProps) {
    super(scope, id, { disableResourceNameHashes: true, labels: props.labels ?? {} });
    this.namespaceObject = new MeshNamespace(this, props.namespace, { injection: props.injection });
  }
}
