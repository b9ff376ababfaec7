export { KindsByScope, KubernetesKind } from '../kubernetes/kubernetes-kind';
export { ArgoApplication, type ArgoApplicationProps, type Deletion } from './application';
export { applicationHealth, applicationHealthKey, applicationHealthPatch } from './application-health';
export { type Argocd, buildArgocd } from './argocd';
export {
  type ConfigManagementPlugin,
  type PluginCommand,
  renderPlugin,
  renderSidecarPatch,
  synthPlugin,
} from './config-management-plugin';
export { ArgoDestination, type Cluster, inCluster } from './destination';
export { type FindRepositoryOptions, type FoundRepository, findRepository } from './find-repository';
export { GitRepository, type GitRepositoryOptions } from './git-repository';
export {
  type GuideApplications,
  type GuideApplicationsProps,
  guideApplications,
  type Manifests,
} from './guide-applications';
export { IgnoredDifference, type LeftAlone, type ObjectsOfKind } from './ignored-difference';
export { ArgoProject, type ArgoProjectProps, type IArgoProject } from './project';
export { Retry, type RetryWaits } from './retry';
export { ArgoSource, type DirectorySource, type HelmSource, type PluginSource } from './source';
export { type ApplyMode, type AutomatedSyncOptions, type SyncOptions, SyncPolicy } from './sync-policy';
export { SyncWave } from './sync-wave';
