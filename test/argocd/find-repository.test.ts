import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRepository } from '../../lib/argocd/find-repository';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-repository-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'init.defaultBranch=main', ...args], { stdio: 'pipe' });

function clone(remote?: string): void {
  git('init', '--quiet');
  if (remote !== undefined) git('remote', 'add', 'origin', remote);
}

function packageJson(repository?: unknown): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'mesh', repository }));
}

const find = (environment: Record<string, string> = {}, project = folder) =>
  findRepository({ project, environment });
const known = (address: string, from: string, more: { revision?: string; folder?: string } = {}) => ({
  kind: 'known',
  repository: { kind: 'git-repository', address, revision: 'HEAD', folder: '', ...more },
  from,
});

describe('the repository of this project', () => {
  test('is what ARGOCD_REPOSITORY says, before package.json and the remote', () => {
    clone('https://github.com/acme/remote.git');
    packageJson({ url: 'https://github.com/acme/package.git' });
    expect(find({ ARGOCD_REPOSITORY: 'git@github.com:acme/setting.git' })).toEqual(
      known('git@github.com:acme/setting.git', 'ARGOCD_REPOSITORY'),
    );
  });

  test('is what package.json says, before the remote: the committed word is the same in every clone', () => {
    clone('https://github.com/someone/fork.git');
    packageJson({ type: 'git', url: 'https://github.com/acme/mesh.git' });
    expect(find({ ARGOCD_REPOSITORY: ' ' })).toEqual(
      known('https://github.com/acme/mesh.git', 'package.json'),
    );
  });

  test.each([
    ['git+https://github.com/acme/mesh.git', 'https://github.com/acme/mesh.git'],
    ['git+ssh://git@github.com/acme/mesh.git', 'ssh://git@github.com/acme/mesh.git'],
    ['acme/mesh', 'https://github.com/acme/mesh'],
    ['github:acme/mesh', 'https://github.com/acme/mesh'],
    ['gitlab:acme/platform/mesh', 'https://gitlab.com/acme/platform/mesh'],
    ['bitbucket:acme/mesh', 'https://bitbucket.org/acme/mesh'],
  ])("reads npm's way to write %s", (written, address) => {
    packageJson(written);
    expect(find()).toEqual(known(address, 'package.json'));
  });

  test.each([
    ['https://github.com/acme/mesh.git', 'https://github.com/acme/mesh.git'],
    ['https://github.com/acme/mesh/', 'https://github.com/acme/mesh'],
    ['https://me@GitHub.com/acme/Mesh.git', 'https://github.com/acme/Mesh.git'],
    ['https://me:s3cret@github.com/acme/mesh.git', 'https://github.com/acme/mesh.git'],
    ['git@github.com:acme/mesh.git', 'https://github.com/acme/mesh.git'],
    ['git@gitlab.example.com:/acme/platform/mesh.git', 'https://gitlab.example.com/acme/platform/mesh.git'],
    ['github.com:acme/mesh.git', 'https://github.com/acme/mesh.git'],
    ['ssh://git@github.com/acme/mesh.git', 'https://github.com/acme/mesh.git'],
    ['ssh://git@git.example.com:2222/acme/mesh.git', 'ssh://git@git.example.com:2222/acme/mesh.git'],
    ['git@ssh.dev.azure.com:v3/acme/platform/mesh', 'git@ssh.dev.azure.com:v3/acme/platform/mesh'],
    ['http://gitea.internal:3000/acme/mesh.git', 'http://gitea.internal:3000/acme/mesh.git'],
  ])('is the remote origin %s, as any clone would write it', (remote, address) => {
    clone(remote);
    packageJson();
    expect(find()).toEqual(known(address, 'the Git remote origin'));
  });

  test('is at the default branch, whichever branch is checked out, unless ARGOCD_REVISION names another', () => {
    clone('https://github.com/acme/mesh.git');
    git('checkout', '--quiet', '-b', 'feature');
    expect(find()).toEqual(known('https://github.com/acme/mesh.git', 'the Git remote origin'));
    expect(find({ ARGOCD_REVISION: 'v1.2.0' })).toEqual(
      known('https://github.com/acme/mesh.git', 'the Git remote origin', { revision: 'v1.2.0' }),
    );
  });

  test('knows the folder of a project in a larger repository, by package.json or by where the clone begins', () => {
    clone('https://github.com/acme/platform.git');
    const project = join(folder, 'meshes', 'demo');
    mkdirSync(project, { recursive: true });
    expect(find({}, project)).toEqual(
      known('https://github.com/acme/platform.git', 'the Git remote origin', { folder: 'meshes/demo' }),
    );
    const repository = { url: 'https://github.com/acme/platform.git', directory: 'elsewhere' };
    writeFileSync(join(project, 'package.json'), JSON.stringify({ repository }));
    expect(find({}, project)).toEqual(
      known('https://github.com/acme/platform.git', 'package.json', { folder: 'elsewhere' }),
    );
    expect(find({ ARGOCD_FOLDER: 'third' }, project)).toEqual(
      known('https://github.com/acme/platform.git', 'package.json', { folder: 'third' }),
    );
    expect(find({ ARGOCD_FOLDER: '.' }, project)).toEqual(
      known('https://github.com/acme/platform.git', 'package.json'),
    );
  });

  test('is unknown where somebody says so', () => {
    clone('https://github.com/acme/mesh.git');
    expect(find({ ARGOCD_REPOSITORY: 'none' })).toEqual({
      kind: 'unknown',
      reason: 'ARGOCD_REPOSITORY is none',
    });
  });

  test('is unknown without a clone, without a remote and without git', () => {
    expect(find()).toEqual({ kind: 'unknown', reason: 'this is no Git clone' });
    clone();
    const noRemote = { kind: 'unknown', reason: 'there is no Git remote named origin' };
    expect(find()).toEqual(noRemote);
    const path = process.env.PATH;
    git('remote', 'add', 'origin', 'https://github.com/acme/mesh.git');
    try {
      process.env.PATH = '';
      expect(find()).toEqual(noRemote);
    } finally {
      process.env.PATH = path;
    }
  });

  test.each([
    ['/srv/git/mesh.git', 'the Git remote origin is /srv/git/mesh.git: it is no address on a network'],
    [
      'file:///srv/git/mesh.git',
      'the Git remote origin is file:///srv/git/mesh.git: it does not know file://',
    ],
    [
      'http://127.0.0.1:8080/mesh',
      'the Git remote origin is http://127.0.0.1:8080/mesh: it means this machine only',
    ],
    ['work:acme/mesh', 'the Git remote origin is work:acme/mesh: its host is a name of this machine only'],
    [
      'ssh://git:s3cret@git.example.com:2222/mesh',
      'the Git remote origin is ssh://git:***@git.example.com:2222/mesh: it holds a password',
    ],
  ])('is unknown where origin is %s, which no cluster can clone from', (remote, reason) => {
    clone(remote);
    expect(find()).toEqual({ kind: 'unknown', reason });
  });

  test('rejects a setting that no cluster can clone from, since somebody meant it', () => {
    expect(() => find({ ARGOCD_REPOSITORY: '../mesh' })).toThrow(
      "Argo CD can't clone from this address: it is no address on a network, got '../mesh'",
    );
    packageJson({ url: 'file:///srv/mesh' });
    expect(() => find()).toThrow("got 'file:///srv/mesh'");
  });

  test('rejects an address without a scheme, which is no short form of npm either', () => {
    packageJson('github.com/acme/mesh');
    expect(() => find()).toThrow("it is no address on a network, got 'github.com/acme/mesh'");
  });

  test('rejects a repository field without an address', () => {
    packageJson({ type: 'git' });
    expect(() => find()).toThrow(
      "package.json: repository holds no address, got { type: 'git' }; npm pkg set repository.url=<address>, or leave it out",
    );
  });
});
