import { anyText, filledText, flag, list, oneOf } from '../values/check';
import { namespaceName } from '../values/dns-label';
import { labels } from '../values/labels';
import { annotations } from '../values/object-metadata';
import { optional, type Shape, shape, variants } from '../values/shape';
import type { IgnoredDifference, LeftAlone, ObjectsOfKind } from './ignored-difference';
import { retry } from './retry';
import type { AutomatedSyncOptions, SyncOptions, SyncPolicy } from './sync-policy';

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
