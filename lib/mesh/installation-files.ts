import { stringify } from 'yaml';
import { type HelmRelease, helmReleases } from './helm-release';
import { istioOperator } from './istio-operator';
import type { HelmInstallation, IstioctlInstallation } from './mesh-installation';

/** A command of a shell, with what it is called with. */
export type Command = readonly [string, ...string[]];

/** Where in a folder the values of a release lie: `helm/istiod.yaml`, `helm/istio-ingressgateway.yaml`. */
export function valuesFile(release: HelmRelease): string {
  return `helm/${release.chart === 'gateway' ? release.name : release.chart}.yaml`;
}

/** The command that installs what {@link installationFiles} wrote for istioctl. */
export function istioctlCommand(folder: string): Command {
  return ['istioctl', 'install', '-f', `${folder}/istio-operator.yaml`];
}

/** The command that installs a release with the values that {@link installationFiles} wrote. */
export function helmCommand(release: HelmRelease, folder: string): Command {
  const { name, chart, repository, version, namespace } = release;
  const source = repository.startsWith('oci://') ? [`${repository}/${chart}`] : [chart, '--repo', repository];
  return [
    'helm',
    'install',
    name,
    ...source,
    '--version',
    version,
    '--namespace',
    namespace,
    '--create-namespace',
    '--values',
    `${folder}/${valuesFile(release)}`,
    '--wait',
  ];
}

/**
 * The files by which an installation is made, path to text: one for istioctl, and one for each of Helm's releases.
 * They are inputs of these tools and no manifests, so that they belong where no `kubectl apply` meets them.
 */
export function installationFiles(
  istioctl: IstioctlInstallation,
  helm: HelmInstallation,
): Readonly<Record<string, string>> {
  const releases = helmReleases(helm).map(
    (release) =>
      [valuesFile(release), text(`Values of the Helm release ${release.name}.`, release.values)] as const,
  );
  return {
    'istio-operator.yaml': text('An input of istioctl install, not a manifest.', istioOperator(istioctl)),
    ...Object.fromEntries(releases),
  };
}

/** `lineWidth: 0` keeps long strings on one line, so that a change shows where it is. */
function text(comment: string, content: object): string {
  return `# ${comment}\n${stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
