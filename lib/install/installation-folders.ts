import { toConfigYaml } from '../synth/yaml';
import { type HelmRelease, helmReleases } from './helm-release';
import type { HelmInstallation, IstioctlInstallation } from './installation';
import { istioOperator } from './istio-operator';

/** A command of a shell, with what it is called with. */
export type Command = readonly [string, ...string[]];

/** The name of the file with the values of a release: `istiod.yaml`, `istio-ingressgateway.yaml`. */
function valuesFile(release: HelmRelease): string {
  return `${release.chart === 'gateway' ? release.name : release.chart}.yaml`;
}

/** The command that installs what {@link installationFolders} wrote for istioctl. */
export function istioctlCommand(folder: string): Command {
  return ['istioctl', 'install', '-f', `${folder}/istio-operator.yaml`];
}

/** The command that installs a release with the values that {@link installationFolders} wrote. */
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
    `${folder}/helm/${valuesFile(release)}`,
    '--wait',
  ];
}

/** Files of a folder, name to text. */
type Files = Readonly<Record<string, string>>;

/**
 * The files by which an installation is made, by folder: `istio-operator.yaml` for istioctl, and below it `helm`, with
 * the values of each of Helm's releases. They are inputs of these tools and no manifests, so that they belong where no
 * `kubectl apply` meets them.
 */
export function installationFolders<Folder extends string>(
  folder: Folder,
  istioctl: IstioctlInstallation,
  helm: HelmInstallation,
): Readonly<Record<Folder | `${Folder}/helm`, Files>> {
  const operator = {
    'istio-operator.yaml': text('An input of istioctl install, not a manifest.', istioOperator(istioctl)),
  };
  const values = helmReleases(helm).map((release) => [
    valuesFile(release),
    text(`Values of the Helm release ${release.name}.`, release.values),
  ]);
  return { [folder]: operator, [`${folder}/helm`]: Object.fromEntries(values) } as Readonly<
    Record<Folder | `${Folder}/helm`, Files>
  >;
}

function text(comment: string, content: object): string {
  return `# ${comment}\n${toConfigYaml(content)}`;
}
