import type { ApplicationSpecSource } from '../../imports/argoproj.io/application';
import { ConfigError } from '../diagnostics/error';
import { GitRepository } from './git-repository';

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

export const ArgoSource = {
  /**
   * A Helm chart. Argo CD renders it and applies the result: `helm list` does not show it.
   *
   * @param options.release the Helm release's name
   * @param options.values the chart's values; none by default
   * @throws ConfigError for a version that is not exact: what runs would change without a commit
   */
  helm(options: {
    readonly repository: string;
    readonly chart: string;
    readonly version: string;
    readonly release: string;
    readonly values?: Readonly<Record<string, unknown>>;
  }): HelmSource {
    if (!/^(https?|oci):\/\/[^\s/]+/.test(options.repository)) {
      throw new ConfigError({
        problem: 'a chart comes from a Helm repository or an OCI registry',
        got: options.repository,
        instead: "write 'https://<host>/<path>' or 'oci://<registry>/<path>'",
      });
    }
    if (!/^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(options.version)) {
      throw new ConfigError({
        problem: 'a chart is pinned to one version',
        got: options.version,
        instead: "write all three numbers, such as '1.30.3'",
      });
    }
    return { kind: 'helm', ...options, values: options.values ?? {} };
  },

  /**
   * The manifests in one folder, as they are committed.
   *
   * @param options.path from the project's folder, such as `dist`
   * @param options.subfolders whether the folders below it are read as well (default: they are not)
   */
  directory(options: {
    readonly repository: GitRepository;
    readonly path: string;
    readonly subfolders?: boolean;
  }): DirectorySource {
    const { repository, path, subfolders = false } = options;
    return { kind: 'directory', repository, path: checkPath(path), subfolders };
  },

  /**
   * What a plugin prints, run in a folder of the repository.
   *
   * @param options.plugin its name, with its version where it has one: `<name>-<version>`
   * @param options.path from the project's folder (default: that folder itself)
   * @param options.environment what the plugin reads, each under `ARGOCD_ENV_<name>`
   */
  plugin(options: {
    readonly repository: GitRepository;
    readonly plugin: string;
    readonly path?: string;
    readonly environment?: Readonly<Record<string, string>>;
  }): PluginSource {
    const { repository, plugin, path = '.', environment = {} } = options;
    return { kind: 'plugin', repository, plugin, path: checkPath(path), environment };
  },

  /** The address as Argo CD writes it, in an Application and in an AppProject alike. */
  address(source: ArgoSource): string {
    return source.kind === 'helm' ? chartRepository(source.repository) : source.repository.address;
  },
};

/** Writes one source the way an Application holds it. */
export function renderSource(source: ArgoSource): ApplicationSpecSource {
  const repoURL = ArgoSource.address(source);
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

function inGit(repository: GitRepository, path: string) {
  return {
    repoURL: repository.address,
    path: GitRepository.path(repository, path),
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

function checkPath(path: string): string {
  const trimmed = path.replace(/^(\.\/)+|\/+$/g, '');
  if (trimmed === '' || trimmed.startsWith('/') || trimmed.split('/').includes('..')) {
    throw new ConfigError({
      problem: 'a source lies in a folder of its repository',
      got: path,
      instead: "write it from the project's folder, such as 'dist'",
    });
  }
  return trimmed;
}
