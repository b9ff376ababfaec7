import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ConfigError } from '../diagnostics/error';
import { fault } from '../diagnostics/fault';
import { filledText, isPlain } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { optional, shape } from '../values/shape';
import { GitRepository, takeApart, unreachable, withoutPassword } from './git-repository';

/** The repository that Argo CD reads this project from, or why none is known. */
export type FoundRepository =
  | { readonly kind: 'known'; readonly repository: GitRepository; readonly from: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What {@link findRepository} reads. */
export interface FindRepositoryOptions {
  /** The project's own folder, where its package.json lies. */
  readonly project: string;
  /**
   * The environment, of which `ARGOCD_REPOSITORY`, `ARGOCD_REVISION` and `ARGOCD_FOLDER` are read.
   * @default process.env
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const findRepositoryOptions = shape<FindRepositoryOptions>({
  project: filledText('the folder of a project', "'.'"),
  environment: optional((value: unknown) =>
    isPlain(value)
      ? undefined
      : fault('variables by name are expected', value, 'give for example process.env'),
  ),
});

/**
 * Finds the address that Argo CD clones this project from. The first that is there counts:
 * 1. `ARGOCD_REPOSITORY`, as it is written; `none` says that there is none;
 * 2. `repository` in package.json, npm's own field: committed, so every clone writes the same `dist/`;
 * 3. the Git remote `origin`, over https and without a user, so that clones over ssh and https write the same.
 *
 * A remote on this machine (a path, `file:`, localhost) is no address for a cluster. The revision is `ARGOCD_REVISION`,
 * else `HEAD`: the remote's default branch, and not the branch that happens to be checked out. The project's folder in
 * the repository is `ARGOCD_FOLDER`, else `repository.directory` in package.json, else where it lies in the clone.
 *
 * @throws ConfigError where one of the first two names what a cluster can't clone from
 */
export function findRepository(options: FindRepositoryOptions): FoundRepository {
  const { environment = process.env } = checkedCall('findRepository', findRepositoryOptions, options);
  const project = resolve(options.project);
  const found = findAddress(project, environment.ARGOCD_REPOSITORY?.trim());
  if ('reason' in found) return { kind: 'unknown', reason: found.reason };
  const repository = GitRepository.of({
    address: found.address,
    revision: environment.ARGOCD_REVISION?.trim() || 'HEAD',
    folder: environment.ARGOCD_FOLDER?.trim() || (found.folder ?? folderInClone(project) ?? ''),
  });
  return { kind: 'known', repository, from: found.from };
}

interface FoundAddress {
  readonly address: string;
  readonly from: string;
  readonly folder?: string | undefined;
}

function findAddress(
  project: string,
  setting: string | undefined,
): FoundAddress | { readonly reason: string } {
  if (setting === 'none') return { reason: 'ARGOCD_REPOSITORY is none' };
  const written = readPackage(project);
  if (setting) return { address: setting, from: 'ARGOCD_REPOSITORY', folder: written?.directory };
  if (written?.url) return { address: written.url, from: 'package.json', folder: written.directory };
  if (cloneRoot(project) === undefined) return { reason: 'this is no Git clone' };
  const remote = gitRemote(project);
  if (remote === undefined) return { reason: 'there is no Git remote named origin' };
  const address = overHttps(remote);
  const reason = unreachable(address);
  if (reason === undefined) return { address, from: 'the Git remote origin' };
  return { reason: `the Git remote origin is ${withoutPassword(remote)}: ${reason}` };
}

const hosts: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  gitlab: 'https://gitlab.com/',
  bitbucket: 'https://bitbucket.org/',
};

/** npm's `repository` field, a string or an object, with npm's short forms written out. */
function readPackage(project: string): { url?: string; directory?: string | undefined } | undefined {
  const path = join(project, 'package.json');
  if (!existsSync(path)) return undefined;
  const { repository } = JSON.parse(readFileSync(path, 'utf8')) as { repository?: unknown };
  if (repository === undefined) return undefined;
  const { url, directory } = (typeof repository === 'string' ? { url: repository } : (repository ?? {})) as {
    url?: unknown;
    directory?: string;
  };
  if (typeof url !== 'string' || url.trim() === '') {
    throw new ConfigError({
      at: 'package.json',
      problem: 'repository holds no address',
      got: repository,
      instead: 'npm pkg set repository.url=<address>, or leave it out',
    });
  }
  return { url: inFull(url.trim()), directory };
}

/** `owner/name` and `gitlab:group/name`, as npm reads them. */
function inFull(url: string): string {
  const [, atGitHub, host = 'github', path] =
    /^(?:([\w.-]+\/[\w.-]+)|(github|gitlab|bitbucket):([\w.-]+(?:\/[\w.-]+)+))$/.exec(url) ?? [];
  const short = atGitHub ?? path;
  return short === undefined ? url.replace(/^git\+/, '') : `${hosts[host]}${short}`;
}

/** The nearest folder above that is a clone; its `.git` is a file in a worktree or submodule. */
function cloneRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : cloneRoot(parent);
}

function folderInClone(project: string): string | undefined {
  const root = cloneRoot(project);
  return root === undefined ? undefined : relative(root, project).split(sep).join('/');
}

function gitRemote(project: string): string | undefined {
  try {
    const output = execFileSync('git', ['-C', project, 'remote', 'get-url', 'origin'], {
      encoding: 'utf8',
      env: process.env,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    return output.trim() || undefined;
  } catch {
    return undefined; // Git is missing, or knows no such remote: both mean that no address is known.
  }
}

/** A remote's address as anyone may read it: over https where it is ssh's usual form, and without a user. */
function overHttps(remote: string): string {
  const parts = takeApart(remote);
  if (parts === undefined) return remote;
  const { scheme, host, path } = parts;
  // A port, or a host for ssh alone, has no known counterpart over https.
  const sshOnly = host.startsWith('ssh.') || /^ssh:\/\/[^/]*:\d+\//i.test(remote);
  if (scheme === 'scp' && !sshOnly && host.includes('.'))
    return `https://${host}/${path.replace(/^\/+|\/+$/g, '')}`;
  if (scheme === 'ssh' && !sshOnly) return `https://${host}${path.replace(/\/+$/, '')}`;
  if (scheme !== 'http' && scheme !== 'https') return remote;
  return remote
    .replace(/^([a-z]+):\/\/(?:[^/@]*@)?([^/]+)/i, (_, name, authority) =>
      `${name}://${authority}`.toLowerCase(),
    )
    .replace(/\/+$/, '');
}
