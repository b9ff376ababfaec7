import type { ApplicationSpecSyncPolicy } from '../../imports/argoproj.io/application';
import { type Retry, renderRetry } from './retry';

/**
 * How an object is written to the cluster.
 * - `client-side`: as `kubectl apply` does, which keeps the whole object in an annotation of at most 256 KiB;
 * - `server-side`: as `kubectl apply --server-side` does; what is larger needs it;
 * - `replace`: as `kubectl replace` does, which undoes what others wrote.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export type ApplyMode = 'client-side' | 'server-side' | 'replace';

/** What holds for every sync, asked for or automatic. */
export interface SyncOptions {
  /** @default 'client-side' */
  readonly apply?: ApplyMode;
  /**
   * Make the destination's namespace where it is missing, with these labels and annotations where some are given.
   * The project has to allow the kind Namespace.
   * @default false
   */
  readonly createNamespace?:
    | boolean
    | {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
  /**
   * Delete what is no longer described only after everything else is there and healthy.
   * @default false - in the wave of each object, the last wave first
   */
  readonly pruneLast?: boolean;
  /**
   * Write only the objects that differ.
   * @default false - all of them
   */
  readonly onlyOutOfSync?: boolean;
  /**
   * Refuse to sync an object that another Application has as well.
   * @default false - the last one to sync wins
   */
  readonly failOnSharedResource?: boolean;
  /** @default - a failed sync stays failed */
  readonly retry?: Retry;
}

/** What Argo CD may do by itself. */
export interface AutomatedSyncOptions extends SyncOptions {
  /**
   * Delete what is no longer described.
   * @default false - it stays, and the Application is out of sync
   */
  readonly prune?: boolean;
  /**
   * Undo what others change in the cluster.
   * @default false - only a commit leads to a sync
   */
  readonly selfHeal?: boolean;
  /**
   * Delete everything where nothing is described any more.
   * @default false - refuse: an empty folder is mostly a mistake
   */
  readonly allowEmpty?: boolean;
}

/** When an Application is synced, and how. */
export type SyncPolicy =
  | { readonly kind: 'manual'; readonly options: SyncOptions }
  | { readonly kind: 'automated'; readonly options: AutomatedSyncOptions };

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/ */
export const SyncPolicy = {
  /** Only when somebody asks for it. */
  manual(options: SyncOptions = {}): SyncPolicy {
    return { kind: 'manual', options };
  },

  /** On every commit. */
  automated(options: AutomatedSyncOptions = {}): SyncPolicy {
    return { kind: 'automated', options };
  },
};

/**
 * Writes a sync policy the way an Application holds it.
 *
 * @param respectIgnored whether a sync leaves alone the fields that a comparison ignores
 */
export function renderSyncPolicy(
  policy: SyncPolicy,
  respectIgnored: boolean,
): ApplicationSpecSyncPolicy | undefined {
  const { createNamespace, retry } = policy.options;
  const syncOptions = renderOptions(policy.options, respectIgnored);
  const rendered: ApplicationSpecSyncPolicy = {
    ...(policy.kind === 'automated' && { automated: renderAutomated(policy.options) }),
    ...(typeof createNamespace === 'object' && { managedNamespaceMetadata: createNamespace }),
    ...(retry && { retry: renderRetry(retry) }),
    ...(syncOptions.length > 0 && { syncOptions }),
  };
  // Argo CD takes an empty policy out again, and would then see a difference for ever.
  return Object.keys(rendered).length === 0 ? undefined : rendered;
}

/** What is false is left out, since false is what absence means; what then is empty still says "automated". */
function renderAutomated({ prune, selfHeal, allowEmpty }: AutomatedSyncOptions) {
  return {
    ...(prune && { prune }),
    ...(selfHeal && { selfHeal }),
    ...(allowEmpty && { allowEmpty }),
  };
}

const applyOptions = {
  'client-side': [],
  'server-side': ['ServerSideApply=true'],
  replace: ['Replace=true'],
} as const satisfies Record<ApplyMode, readonly string[]>;

function renderOptions(options: SyncOptions, respectIgnored: boolean): string[] {
  return [
    ...(options.createNamespace ? ['CreateNamespace=true'] : []),
    ...applyOptions[options.apply ?? 'client-side'],
    ...(options.pruneLast ? ['PruneLast=true'] : []),
    ...(options.onlyOutOfSync ? ['ApplyOutOfSyncOnly=true'] : []),
    ...(options.failOnSharedResource ? ['FailOnSharedResource=true'] : []),
    ...(respectIgnored ? ['RespectIgnoreDifferences=true'] : []),
  ];
}
