import { App, Duration } from 'cdk8s';
import * as argocd from '../../lib/argocd';
import { KindsByScope, KubernetesKind } from '../../lib/kubernetes/kubernetes-kind';
import type { Call } from './call';
import { helm } from './install-calls';

const repository = argocd.GitRepository.of({ address: 'https://github.com/acme/mesh.git' });
const destination = argocd.ArgoDestination.of('shop');
const folders = { guide: new App(), addons: new App(), checks: new App() };
const waits = { first: Duration.seconds(5), factor: 2, longest: Duration.minutes(1) };
const kinds = [{ group: 'apps', kind: 'Deployment' }];

const guideApplications = {
  repository: { kind: 'known', repository, from: 'here' },
  manifests: 'plugin',
  installation: helm,
  folders,
  namespace: 'argocd',
  labels: { a: 'b' },
};

/** Argo CD's values, and what it is given. */
export const argoCalls: readonly Call[] = [
  ['buildArgocd', argocd.buildArgocd, guideApplications],
  ['guideApplications', argocd.guideApplications, guideApplications],
  [
    'GitRepository.of',
    argocd.GitRepository.of,
    { address: repository.address, revision: 'main', folder: 'meshes' },
  ],
  ['GitRepository.path', argocd.GitRepository.path, repository, 'dist'],
  ['ArgoDestination.of', argocd.ArgoDestination.of, 'shop', { name: 'production' }],
  ['ArgoDestination.same', argocd.ArgoDestination.same, destination, destination],
  ['ArgoProject.named', argocd.ArgoProject.named, 'default'],
  ['Retry.times', argocd.Retry.times, 5, waits],
  ['Retry.unlimited', argocd.Retry.unlimited, waits],
  ['ArgoSource.directory', argocd.ArgoSource.directory, { repository, path: 'dist', subfolders: true }],
  [
    'ArgoSource.helm',
    argocd.ArgoSource.helm,
    { repository: 'oci://ghcr.io/acme', chart: 'a', version: '1.2.3', release: 'a', values: { a: 1 } },
  ],
  [
    'ArgoSource.plugin',
    argocd.ArgoSource.plugin,
    { repository, plugin: 'a', path: 'dist', environment: { A: 'b' } },
  ],
  [
    'ArgoSource.address',
    argocd.ArgoSource.address,
    argocd.ArgoSource.directory({ repository, path: 'dist', subfolders: true }),
  ],
  ['SyncPolicy.manual', argocd.SyncPolicy.manual, { apply: 'replace' }],
  ['SyncPolicy.automated', argocd.SyncPolicy.automated, { prune: true }],
  ['SyncWave.annotation', argocd.SyncWave.annotation, 1],
  ['SyncWave.subsetsBeforeRoutes', argocd.SyncWave.subsetsBeforeRoutes, new App()],
  ['IgnoredDifference.of', argocd.IgnoredDifference.of, kinds[0], { pointers: ['/data'] }],
  ['renderPlugin', argocd.renderPlugin, argocd.synthPlugin],
  ['renderSidecarPatch', argocd.renderSidecarPatch, argocd.synthPlugin, 'example/image:1'],
  ['KubernetesKind.of', KubernetesKind.of, { apiVersion: 'apps/v1', kind: 'Deployment' }],
  ['KindsByScope.of', KindsByScope.of, kinds],
  ['KindsByScope.union', KindsByScope.union, KindsByScope.of(kinds), KindsByScope.of(kinds)],
  ['KindsByScope.below', KindsByScope.below, [new App()]],
];
