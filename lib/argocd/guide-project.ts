import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { HelmRelease } from '../install/helm-release';
import { KindsByScope, type KubernetesKind } from '../kubernetes/kubernetes-kind';
import type { Labels } from '../values/labels';
import { ArgoDestination } from './destination';
import { gatewayApiKinds } from './gateway-api-source';
import { kindsOfChart } from './istio-charts';
import { ArgoProject } from './project';
import { ArgoSource } from './source';

/** What a {@link GuideProject} is computed from. */
export interface GuideProjectProps {
  readonly name: string;
  /** Where Argo CD runs. */
  readonly namespace: string;
  readonly releases: readonly HelmRelease[];
  /** The CRDs of the Gateway API, where they are needed. */
  readonly gatewayApi?: ArgoSource;
  /** The Git repository with the manifests of `apps`. */
  readonly address: string;
  /** What is applied from that repository. */
  readonly apps: readonly IConstruct[];
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

/** CreateNamespace makes namespaces in the project's name. */
const namespaceKind: KubernetesKind = { group: '', kind: 'Namespace' };
const applicationKind: KubernetesKind = { group: 'argoproj.io', kind: 'Application' };

/** A project that permits what these charts and apps hold, and nothing else. */
export class GuideProject extends Chart {
  public readonly project: ArgoProject;

  public constructor(scope: Construct, id: string, props: GuideProjectProps) {
    const { namespace, labels = {} } = props;
    super(scope, id, { namespace, labels });
    const { releases, address, gatewayApi } = props;
    const charts = releases.map((release) => ArgoSource.address(sourceOf(release)));
    const namespaces = new Set([
      ...releases.map((release) => release.namespace),
      ...props.apps.flatMap(namespacesOf),
    ]);
    namespaces.delete(props.namespace);
    this.project = new ArgoProject(this, props.name, {
      description: 'The Istio 101 guide: Istio, Bookinfo and the add-ons',
      sources: [address, ...new Set(charts), ...(gatewayApi ? [ArgoSource.address(gatewayApi)] : [])],
      destinations: [
        ArgoDestination.of(props.namespace),
        ...[...namespaces].map((name) => ArgoDestination.of(name)),
      ],
      kinds: KindsByScope.union(
        KindsByScope.of([
          namespaceKind,
          ...releases.flatMap(kindsOfChart),
          ...(gatewayApi ? gatewayApiKinds : []),
        ]),
        KindsByScope.below(props.apps),
        KindsByScope.of([applicationKind]),
      ),
    });
  }
}

/** A chart as the source of an Application. */
export function sourceOf(release: HelmRelease): ArgoSource {
  const { repository, chart, version, name, values } = release;
  return ArgoSource.helm({ repository, chart, version, release: name, values: { ...values } });
}

/** The namespaces that the objects of an app lie in, in their order. */
export function namespacesOf(app: IConstruct): readonly string[] {
  const objects = app.node.findAll().filter(ApiObject.isApiObject);
  return objects.flatMap(({ metadata }) => (metadata.namespace === undefined ? [] : [metadata.namespace]));
}
