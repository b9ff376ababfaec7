import { fault } from '../diagnostics/fault';
import {
  anyText,
  type Check,
  filledText,
  flag,
  isPlain,
  kubernetesFields,
  list,
  oneOf,
  record,
  textOr,
} from '../values/check';
import { count } from '../values/count';
import { namespaceName } from '../values/dns-label';
import { duration } from '../values/duration';
import { labels } from '../values/labels';
import { annotations } from '../values/object-metadata';
import { optional, type Shape, shape, variants } from '../values/shape';
import type { ArgoDestination, Cluster } from './destination';
import type { GitRepository } from './git-repository';
import type { IgnoredDifference, LeftAlone, ObjectsOfKind } from './ignored-difference';
import type { Retry } from './retry';
import type { ArgoSource } from './source';
import type { AutomatedSyncOptions, SyncOptions, SyncPolicy } from './sync-policy';

const cluster: Check<Cluster> = (value: unknown) =>
  isPlain(value) && (typeof value.server === 'string' || typeof value.name === 'string')
    ? undefined
    : fault(
        'a cluster is expected',
        value,
        "give inCluster, { name: 'production' } or { server: 'https://…' }",
      );

export const argoDestination = variants<ArgoDestination>('a destination', {
  destination: { cluster, namespace: namespaceName },
});

const repository = variants<GitRepository>('a Git repository', {
  'git-repository': { address: filledText('an address', "'https://…'"), revision: anyText, folder: anyText },
});

export const argoSource = variants<ArgoSource>('a source', {
  helm: {
    repository: filledText('the address of a repository', "'https://…'"),
    chart: filledText('the name of a chart', "'istiod'"),
    version: filledText('the version of a chart', "'1.30.3'"),
    release: filledText('the name of a release', "'istiod'"),
    values: kubernetesFields,
  },
  directory: { repository, path: filledText('a folder', "'dist'"), subfolders: flag },
  plugin: {
    repository,
    path: filledText('a folder', "'dist'"),
    plugin: filledText('the name of a plugin', "'cdk8s-istio'"),
    environment: record(anyText, { least: 0 }),
  },
});

const retry = variants<Retry>('retries', {
  retry: {
    times: textOr(oneOf('unlimited'), count(1)),
    first: duration,
    factor: count(1),
    longest: duration,
  },
});

type ManagedNamespace = Exclude<SyncOptions['createNamespace'], boolean | undefined>;

const namespaceMetadata = shape<ManagedNamespace>({
  labels: optional(labels),
  annotations: optional(annotations),
});

const syncOptions = {
  apply: optional(oneOf('client-side', 'server-side', 'replace')),
  createNamespace: optional((value: boolean | ManagedNamespace) =>
    typeof value === 'boolean' ? undefined : namespaceMetadata(value),
  ),
  pruneLast: optional(flag),
  onlyOutOfSync: optional(flag),
  failOnSharedResource: optional(flag),
  retry: optional(retry),
} satisfies Shape<SyncOptions>;

export const syncPolicyShape = variants<SyncPolicy>('a sync policy', {
  manual: { options: shape<SyncOptions>(syncOptions) },
  automated: {
    options: shape<AutomatedSyncOptions>({
      ...syncOptions,
      prune: optional(flag),
      selfHeal: optional(flag),
      allowEmpty: optional(flag),
    }),
  },
});

const names = list(filledText('a name', "'pilot-discovery'"));

export const ignoredDifference = variants<IgnoredDifference>('an ignored difference', {
  'ignored-difference': {
    objects: shape<ObjectsOfKind>({
      group: anyText,
      kind: filledText('a kind', "'Deployment'"),
      name: optional(anyText),
      namespace: optional(namespaceName),
    }),
    fields: shape<Partial<LeftAlone>>(
      { pointers: optional(names), expressions: optional(names), managers: optional(names) },
      { atLeastOne: ['pointers', 'expressions', 'managers'] },
    ),
  },
});
