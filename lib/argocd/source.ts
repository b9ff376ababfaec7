import type { ApplicationSpecSource } from '../../imports/argoproj.io/application';
import { anyText, filledText, flag, kubernetesFields, record, text } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { given } from '../values/options';
import { variants } from '../values/shape';
import { GitRepository, gitRepository } from './git-repository';

/** A chart of a Helm repository or an OCI registry, at one exact version. */
export interface HelmSource {
  readonly kind: 'helm';
  /** `https://…` for a Helm repository, `oci://…` for a registry, as `helm install` is given them. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** The Helm release's name, which charts name their objects by. */
  readonly release: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The manifests in a folder of a Git repository: its `.yaml`, `.yml` and `.json` files. */
export interface DirectorySource {
  readonly kind: 'directory';
  readonly repository: GitRepository;
  readonly path: string;
  readonly subfolders: boolean;
}

/** What a config management plugin makes of a folder of a Git repository. */
export interface PluginSource {
  readonly kind: 'plugin';
  readonly repository: GitRepository;
  readonly path: string;
  readonly plugin: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Where an Application's manifests come from.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application_sources/
 */
export type ArgoSource = HelmSource | DirectorySource | PluginSource;

/** What {@link ArgoSource.helm} takes. */
export interface HelmSourceOptions extends Omit<HelmSource, 'kind' | 'values'> {
  /** @default - none */
  readonly values?: HelmSource['values'];
}

/** What {@link ArgoSource.directory} takes. */
export interface DirectorySourceOptions {
  readonly repository: GitRepository;
  /** From the project's folder, such as `dist`. */
  readonly path: string;
  /** Whether the folders below it are read as well. @default false */
  readonly subfolders?: boolean;
}

/** What {@link ArgoSource.plugin} takes. */
export interface PluginSourceOptions {
  readonly repository: GitRepository;
  /** Its name, with its version where it has one: `<name>-<version>`. */
  readonly plugin: string;
  /** From the project's folder. @default - that folder itself */
  readonly path?: string;
  /** What the plugin reads, each under `ARGOCD_ENV_<name>`. @default - nothing */
  readonly environment?: Readonly<Record<string, string>>;
}

export const ArgoSource = {
  /**
   * A Helm chart, at an exact version: what runs would else change without a commit. Argo CD renders it and applies the
   * result: `helm list` does not show it.
   */
  helm(options: HelmSourceOptions): HelmSource {
    return { values: {}, ...(given(options) as HelmSourceOptions), kind: 'helm' };
  },

  /** The manifests in one folder, as they are committed. */
  directory(options: DirectorySourceOptions): DirectorySource {
    return { subfolders: false, ...(given(options) as DirectorySourceOptions), kind: 'directory' };
  },

  /** What a plugin prints, run in a folder of the repository. */
  plugin(options: PluginSourceOptions): PluginSource {
    return { path: '.', environment: {}, ...(given(options) as PluginSourceOptions), kind: 'plugin' };
  },

  /**
   * The address as Argo CD writes it, in an Application and in an AppProject alike.
   *
   * @throws ConfigError for what is no source
   */
  address(source: ArgoSource): string {
    return addressOf(checkedCall('ArgoSource.address', argoSource, source));
  },
};

const folder = text({
  holds: (path) => {
    const trimmed = trimmedPath(path);
    return trimmed !== '' && !trimmed.startsWith('/') && !trimmed.split('/').includes('..');
  },
  problem: 'a source lies in a folder of its repository',
  instead: "write it from the project's folder, such as 'dist'",
});

export const argoSource = variants<ArgoSource>('a source', {
  helm: {
    repository: text({
      holds: (address) => /^(https?|oci):\/\/[^\s/]+/.test(address),
      problem: 'a chart comes from a Helm repository or an OCI registry',
      instead: "write 'https://<host>/<path>' or 'oci://<registry>/<path>'",
    }),
    chart: filledText('the name of a chart', "'istiod'"),
    version: text({
      holds: (version) => /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(version),
      problem: 'a chart is pinned to one version',
      instead: "write all three numbers, such as '1.30.3'",
    }),
    release: filledText('the name of a release', "'istiod'"),
    values: kubernetesFields,
  },
  directory: { repository: gitRepository, path: folder, subfolders: flag },
  plugin: {
    repository: gitRepository,
    path: folder,
    plugin: filledText('the name of a plugin', "'cdk8s-istio'"),
    environment: record(anyText, { least: 0 }),
  },
});

/** The address of a source that was checked. */
export function addressOf(source: ArgoSource): string {
  return source.kind === 'helm' ? chartRepository(source.repository) : source.repository.address;
}

/** Writes one source the way an Application holds it. */
export function renderSource(source: ArgoSource): ApplicationSpecSource {
  const repoURL = addressOf(source);
  switch (source.kind) {
    case 'helm': {
      const { chart, version, release, values } = source;
      const helm = { releaseName: release, ...(Object.keys(values).length > 0 && { valuesObject: values }) };
      return { repoURL, chart, targetRevision: version, helm };
    }
    case 'directory': {
      const { repository, path, subfolders } = source;
      // Argo CD takes `directory: { recurse: false }` out again, and would then see a difference for ever.
      return { ...inGit(repository, path), ...(subfolders && { directory: { recurse: true } }) };
    }
    case 'plugin': {
      const { repository, path, plugin, environment } = source;
      const env = Object.entries(environment).map(([name, value]) => ({ name, value }));
      return { ...inGit(repository, path), plugin: { name: plugin, ...(env.length > 0 && { env }) } };
    }
    default:
      return source satisfies never;
  }
}

function trimmedPath(path: string): string {
  return path.replace(/^(\.\/)+|\/+$/g, '');
}

function inGit(repository: GitRepository, path: string) {
  return {
    repoURL: repository.address,
    path: GitRepository.path(repository, trimmedPath(path)),
    targetRevision: repository.revision,
  };
}

/**
 * Argo CD knows a registry of Helm charts by the missing scheme. With `oci://` it would look for one artifact at that
 * very address, and leave the chart's name aside.
 */
function chartRepository(repository: string): string {
  return repository.replace(/^oci:\/\//, '').replace(/\/+$/, '');
}
