import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import * as generated from '../../imports/argoproj.io/application';
import { fault } from '../diagnostics/fault';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { type Check, list, oneOf } from '../values/check';
import { checkedProps } from '../values/construct-props';
import type { NonEmpty } from '../values/non-empty';
import { objectMetadata } from '../values/object-metadata';
import { optional, shape } from '../values/shape';
import { ignoredDifference, syncPolicyShape } from './application-shapes';
import { type ArgoDestination, argoDestination, renderDestination } from './destination';
import { type IgnoredDifference, renderIgnoredDifference } from './ignored-difference';
import { argoProject, type IArgoProject } from './project';
import { type ArgoSource, addressOf, argoSource, renderSource } from './source';
import { renderSyncPolicy, SyncPolicy } from './sync-policy';
import { SyncWave } from './sync-wave';

/**
 * What becomes of the objects when an Application is deleted.
 * - `delete`: they are deleted first, the last wave first, and the Application goes when they are gone;
 * - `delete-in-background`: as `delete`, without waiting for what they own in turn;
 * - `keep`: they stay, and nobody looks after them any more.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
 */
export type Deletion = 'delete' | 'delete-in-background' | 'keep';

/** What an {@link ArgoApplication} is made from. */
export interface ArgoApplicationProps {
  readonly project: IArgoProject;
  /** Where the manifests come from; several are put together as if they were one. */
  readonly sources: NonEmpty<ArgoSource>;
  /** The cluster, and the namespace of objects that name none. */
  readonly destination: ArgoDestination;
  /** @default SyncPolicy.manual() */
  readonly syncPolicy?: SyncPolicy;
  /**
   * The Applications whose objects have to be there and healthy before this one is made. It goes into the wave after
   * the last of them. Waves hold where one Application makes the others; see docs/argocd.md.
   * @default - none: the first wave
   */
  readonly after?: readonly ArgoApplication[];
  /**
   * Fields that others write: they are neither compared nor written back.
   * @default - every field that is described counts
   */
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  /** @default 'delete' */
  readonly deletion?: Deletion;
  /** @default - the construct's id is the name, the chart's namespace the namespace */
  readonly metadata?: ApiObjectMetadata;
}

const application: Check<ArgoApplicationProps> = (props: ArgoApplicationProps) => applicationProps(props);

/**
 * Keeps the objects of some sources in a cluster as they are described.
 *
 * @example
 * const repository = GitRepository.of({ address: 'https://github.com/acme/mesh.git' });
 * const destination = ArgoDestination.of('shop');
 * const project = new ArgoProject(this, 'shop-only', {
 *   description: 'The shop and nothing else',
 *   sources: [repository.address],
 *   destinations: [destination],
 *   kinds: KindsByScope.below([app]),
 * });
 * const database = new ArgoApplication(this, 'database', {
 *   project,
 *   sources: [ArgoSource.directory({ repository, path: 'dist/database' })],
 *   destination,
 * });
 * new ArgoApplication(this, 'shop', {
 *   project,
 *   sources: [ArgoSource.directory({ repository, path: 'dist/shop' })],
 *   destination,
 *   after: [database],
 *   syncPolicy: SyncPolicy.automated({ prune: true, selfHeal: true, retry: Retry.times(5) }),
 * });
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications
 */
export class ArgoApplication extends Construct {
  public readonly name: string;
  /** Which wave of the Application above it this one is made in, from 0. */
  public readonly wave: number;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;

  public constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    checkedProps(scope, id, application, props);
    super(scope, id);
    const { sources, destination, ignoreDifferences = [], after = [], deletion = 'delete' } = props;
    props.project.check(this.node.path, sources.map(addressOf), destination);

    this.wave = waveAfter(after);
    const rendered = sources.map(renderSource);
    const spec: generated.ApplicationSpec = {
      project: props.project.name,
      ...(rendered.length === 1 && rendered[0] ? { source: rendered[0] } : { sources: rendered }),
      destination: renderDestination(destination),
      ...syncPolicyOf(props),
      ...(ignoreDifferences.length > 0 && {
        ignoreDifferences: ignoreDifferences.map(renderIgnoredDifference),
      }),
    };
    const finalizers = [...(props.metadata?.finalizers ?? []), ...finalizersOf[deletion]];
    const annotations = { ...SyncWave.annotation(this.wave), ...props.metadata?.annotations };
    this.object = new KubernetesObject(this, 'Resource', {
      ...generated.Application.GVK,
      metadata: {
        name: id,
        ...props.metadata,
        ...(Object.keys(annotations).length > 0 && { annotations }),
        ...(finalizers.length > 0 && { finalizers }),
      },
      spec: generated.Application.manifest({ metadata: {}, spec }).spec,
    });
    this.name = this.object.name;
  }
}

/** The wave of an Application that comes after some others. */
export function waveAfter(earlier: readonly ArgoApplication[]): number {
  return Math.max(0, ...earlier.map(({ wave }) => wave + 1));
}

const earlier: Check<ArgoApplication> = (value: unknown) =>
  value instanceof ArgoApplication
    ? undefined
    : fault('an Application is expected', value, 'give the ArgoApplication that comes first');

const applicationProps = shape<ArgoApplicationProps>({
  project: argoProject,
  sources: list(argoSource),
  destination: argoDestination,
  syncPolicy: optional(syncPolicyShape),
  after: optional(list(earlier, { least: 0 })),
  ignoreDifferences: optional(list(ignoredDifference, { least: 0 })),
  deletion: optional(oneOf('delete', 'delete-in-background', 'keep')),
  metadata: optional(objectMetadata),
});

const finalizersOf: Readonly<Record<Deletion, readonly string[]>> = {
  delete: ['resources-finalizer.argocd.argoproj.io/foreground'],
  'delete-in-background': ['resources-finalizer.argocd.argoproj.io/background'],
  keep: [],
};

function syncPolicyOf({ syncPolicy = SyncPolicy.manual(), ignoreDifferences = [] }: ArgoApplicationProps) {
  const rendered = renderSyncPolicy(syncPolicy, ignoreDifferences.length > 0);
  return rendered && { syncPolicy: rendered };
}
