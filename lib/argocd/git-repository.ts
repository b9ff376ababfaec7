import { fault } from '../diagnostics/fault';
import { anyText, type Check, oneOf, text } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { optional, shape, variants } from '../values/shape';

/**
 * A Git repository as Argo CD reads it: where it is cloned from, at which revision, and where in it this project lies.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/#git
 */
export interface GitRepository {
  readonly kind: 'git-repository';
  /** `https://host/path`, `ssh://user@host/path` or `user@host:path`, without a password. */
  readonly address: string;
  /** A branch, a tag, a commit, or `HEAD` for the repository's default branch. */
  readonly revision: string;
  /** The folder that holds `dist/`, relative to the repository's root; empty where that is the root. */
  readonly folder: string;
}

/** What {@link GitRepository.of} takes. */
export interface GitRepositoryOptions {
  readonly address: string;
  /** @default 'HEAD' - the repository's default branch, whichever branch this was written on */
  readonly revision?: string;
  /** @default '' - the root of the repository */
  readonly folder?: string;
}

export const GitRepository = {
  /** @throws ConfigError where a cluster could not clone from the address, or the address holds a password */
  of(options: GitRepositoryOptions): GitRepository {
    const {
      address,
      revision = 'HEAD',
      folder: below = '',
    } = checkedCall('GitRepository.of', gitRepositoryOptions, options);
    return { kind: 'git-repository', address, revision, folder: trimmedFolder(below) };
  },

  /** A path from the repository's root, for a path from this project's folder. */
  path(repository: GitRepository, path: string): string {
    checkedCall('GitRepository.path', pathIn, { repository, path });
    return [repository.folder, path].filter((part) => part !== '' && part !== '.').join('/') || '.';
  },
};

const url =
  /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:(?<user>[^/@]*)@)?(?<host>\[[^\]]+\]|[^/:@]*)(?::\d+)?(?<path>\/.*)?$/i;
const secureCopy = /^(?:(?<user>[^\s/:@]+)@)?(?<host>[^\s/:@]{2,}):(?!\/\/)(?<path>[^\s]+)$/;
const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/i;

/** An address taken apart, whichever of Git's two ways it is written in; `undefined` for a path on this machine. */
export function takeApart(address: string) {
  const match = url.exec(address) ?? secureCopy.exec(address);
  if (!match?.groups) return undefined;
  const { scheme = 'scp', user = '', host = '', path = '' } = match.groups;
  const [name, ...secret] = user.split(':');
  return {
    scheme: scheme.toLowerCase(),
    user: name ?? '',
    secret: secret.join(':'),
    host: host.toLowerCase(),
    path,
  };
}

/** Why a cluster can't clone from an address; `undefined` where nothing speaks against it. */
export function unreachable(address: string): string | undefined {
  const parts = takeApart(address);
  if (parts === undefined) return 'it is no address on a network';
  if (!['https', 'http', 'ssh', 'scp'].includes(parts.scheme)) return `it does not know ${parts.scheme}://`;
  if (/\s/.test(address)) return 'it holds a space';
  if (parts.secret !== '') return 'it holds a password';
  if (loopback.test(parts.host)) return 'it means this machine only';
  if (parts.scheme === 'scp' && !parts.host.includes('.')) return 'its host is a name of this machine only';
  if (parts.path.replaceAll('/', '') === '') return 'it names no repository';
  return undefined;
}

/** The address as it may be shown. */
export function withoutPassword(address: string): string {
  return address.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1:***@');
}

// What `git check-ref-format` refuses, and a leading dash, which a command would read as an option.
const badRevision = /^-|[\s~^:?*[\\]|\.\.|@\{|^\/|\/$|^$/;

const revision = text({
  holds: (name) => !badRevision.test(name),
  problem: 'a revision is a branch, a tag or a commit',
  instead: "write for example 'main', 'v1.2.0' or 'HEAD'",
});

const folder = text({
  holds: (path) => {
    const trimmed = trimmedFolder(path);
    return !trimmed.startsWith('/') && !trimmed.split('/').includes('..');
  },
  problem: 'the folder of a project lies within its repository',
  instead: "write it from the repository's root, such as 'meshes/demo'",
});

/** An address that a cluster can clone from. */
const address: Check<string> = (value: unknown) => {
  const instead = "write for example 'https://<host>/<owner>/<repository>.git'";
  if (typeof value !== 'string') return fault('the address of a repository is some text', value, instead);
  const reason = unreachable(value);
  return reason === undefined
    ? undefined
    : fault(`Argo CD can't clone from this address: ${reason}`, withoutPassword(value), instead);
};

/** Another repository may be spread into the options. */
const gitRepositoryOptions = shape<GitRepositoryOptions & Partial<Pick<GitRepository, 'kind'>>>({
  kind: optional(oneOf('git-repository')),
  address,
  revision: optional(revision),
  folder: optional(folder),
});

/** In the place of an address that is not known; no address is made up, and this can't be mistaken for one. */
export const withoutAddress: GitRepository = {
  kind: 'git-repository',
  address: 'ARGOCD_REPOSITORY-is-not-set',
  revision: 'HEAD',
  folder: '',
};

export const gitRepository = variants<GitRepository>('a Git repository', {
  'git-repository': {
    address: (value) => (value === withoutAddress.address ? undefined : address(value)),
    revision,
    folder,
  },
});

const pathIn = shape<{ readonly repository: GitRepository; readonly path: string }>({
  repository: gitRepository,
  path: anyText,
});

function trimmedFolder(path: string): string {
  const trimmed = path.replace(/^(\.\/)+|\/+$/g, '');
  return trimmed === '.' ? '' : trimmed;
}
