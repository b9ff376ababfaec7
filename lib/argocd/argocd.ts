import type { App } from 'cdk8s';
import { checkedCall } from '../values/checked-call';
import { applicationHealthPatch } from './application-health';
import { renderPlugin, renderSidecarPatch, synthPlugin } from './config-management-plugin';
import { type GuideApplicationsProps, guideApplications, guideApplicationsProps } from './guide-applications';
import { SyncWave } from './sync-wave';

/** What Argo CD needs, for `synthesize`. */
export interface Argocd {
  readonly folders: {
    /** Applied by hand, once. */
    readonly argocd: App;
    /** Applied by what lies in the first. */
    readonly 'argocd/applications': App;
    /** Settings of Argo CD itself, for `kubectl patch` and not for `kubectl apply`. */
    readonly 'install/argocd': Readonly<Record<string, string>>;
  };
  /** What is missing and how to add it; `undefined` where all is there. */
  readonly note: string | undefined;
}

/** Has Node.js and npm, which synth needs. */
const pluginImage = 'docker.io/library/node:22-bookworm-slim';

/**
 * The guide for Argo CD: the project and the Applications, and the changes to Argo CD's own settings that they need. The
 * guide's objects are put into waves where their kinds alone would not give the right order.
 */
export function buildArgocd(props: GuideApplicationsProps): Argocd {
  const { repository, folders } = checkedCall('buildArgocd', guideApplicationsProps, props);
  SyncWave.subsetsBeforeRoutes(folders.guide);
  return {
    folders: {
      ...guideApplications(props),
      'install/argocd': {
        'argocd-cm-patch.yaml': applicationHealthPatch(),
        'plugin.yaml': renderPlugin(synthPlugin),
        'repo-server-patch.yaml': renderSidecarPatch(synthPlugin, pluginImage),
      },
    },
    note: repository.kind === 'known' ? undefined : missing(repository.reason),
  };
}

function missing(reason: string): string {
  return (
    `argocd: the address of this repository is not known (${reason}), so dist/argocd names none yet; ` +
    'npm pkg set repository.url=<address>, or set ARGOCD_REPOSITORY'
  );
}
