import { GitRepository } from '../../lib/argocd/git-repository';

describe('GitRepository', () => {
  test.each([
    'https://github.com/acme/mesh.git',
    'https://dev.azure.com/acme/mesh/_git/mesh',
    'http://gitea.internal:3000/acme/mesh',
    'ssh://git@git.example.com:2222/acme/mesh.git',
    'git@github.com:acme/mesh.git',
    'https://gitserver/acme/mesh.git',
  ])('takes %s as it is written, at the default branch and the root', (address) => {
    expect(GitRepository.of({ address })).toEqual({
      kind: 'git-repository',
      address,
      revision: 'HEAD',
      folder: '',
    });
  });

  test('keeps revision and folder', () => {
    const repository = GitRepository.of({
      address: 'https://github.com/acme/platform.git',
      revision: 'release/1.2',
      folder: './meshes/demo/',
    });
    expect(repository).toEqual({
      kind: 'git-repository',
      address: 'https://github.com/acme/platform.git',
      revision: 'release/1.2',
      folder: 'meshes/demo',
    });
  });

  test('puts a path below the folder of the project', () => {
    const at = (folder: string) => GitRepository.of({ address: 'https://github.com/acme/mesh', folder });
    expect(GitRepository.path(at(''), 'dist/addons')).toBe('dist/addons');
    expect(GitRepository.path(at('meshes/demo'), 'dist/addons')).toBe('meshes/demo/dist/addons');
    expect(GitRepository.path(at('meshes/demo'), '.')).toBe('meshes/demo');
    expect(GitRepository.path(at('.'), '.')).toBe('.');
  });

  test.each([
    ['/srv/git/mesh.git', 'it is no address on a network'],
    ['../mesh', 'it is no address on a network'],
    ['C:\\work\\mesh', 'it is no address on a network'],
    ['file:///srv/git/mesh.git', 'it does not know file://'],
    ['git://github.com/acme/mesh.git', 'it does not know git://'],
    ['oci://registry.example.com/mesh', 'it does not know oci://'],
    ['http://localhost:3000/acme/mesh', 'it means this machine only'],
    ['ssh://git@127.0.0.1/acme/mesh', 'it means this machine only'],
    ['http://[::1]:8080/acme/mesh', 'it means this machine only'],
    ['work:acme/mesh.git', 'its host is a name of this machine only'],
    ['https://github.com/', 'it names no repository'],
    ['https://github.com/acme/my mesh', 'it holds a space'],
  ])('rejects %s: %s', (address, reason) => {
    expect(() => GitRepository.of({ address })).toThrow(
      `Argo CD can't clone from this address: ${reason}, got ${
        address.includes('\\') ? "'C:\\\\work\\\\mesh'" : `'${address}'`
      }; write for example 'https://<host>/<owner>/<repository>.git'`,
    );
  });

  test('rejects a password, and does not show it', () => {
    const address = 'https://me:s3cret@github.com/acme/mesh.git';
    expect(() => GitRepository.of({ address })).toThrow(
      "it holds a password, got 'https://me:***@github.com/acme/mesh.git'",
    );
  });

  test.each(['', '-x', 'a b', 'a..b', 'main~1', 'v1:dist', '/main', 'main/'])(
    'rejects the revision %p',
    (revision) => {
      expect(() => GitRepository.of({ address: 'https://github.com/acme/mesh', revision })).toThrow(
        'a revision is a branch, a tag or a commit',
      );
    },
  );

  test.each(['..', '../other', '/srv', 'a/../../b'])('rejects the folder %p', (folder) => {
    expect(() => GitRepository.of({ address: 'https://github.com/acme/mesh', folder })).toThrow(
      'the folder of a project lies within its repository',
    );
  });
});
