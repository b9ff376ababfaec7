import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkedProps } from '../values/construct-props';
import { namespaceName } from '../values/dns-label';
import { type Labels, labels } from '../values/labels';
import { optional, shape } from '../values/shape';
import { type Injection, injection } from '../workload/injection';
import { MeshNamespace } from '../workload/mesh-namespace';

export interface DemoNamespaceProps {
  /** The name of the namespace. */
  readonly namespace: string;
  /** How its pods join the mesh. */
  readonly injection: Injection;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const demoNamespace = shape<DemoNamespaceProps>({
  namespace: namespaceName,
  injection,
  labels: optional(labels),
});

/** The guide's namespace, before all that lives in it. */
export class DemoNamespace extends Chart {
  public readonly namespaceObject: MeshNamespace;

  public constructor(scope: Construct, id: string, props: DemoNamespaceProps) {
    const { labels: further = {} } = checkedProps(scope, id, demoNamespace, props);
    super(scope, id, { labels: further });
    this.namespaceObject = new MeshNamespace(this, 'namespace', {
      name: props.namespace,
      injection: props.injection,
    });
  }
}
