import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArgocdSettings } from '../../lib/settings';

describe('the settings for Argo CD', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'argocd-settings-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are committed manifests of a repository that is looked for', () => {
    const expected = {
      repository: { kind: 'unknown', reason: 'this is no Git clone' },
      manifests: 'committed',
    };
    expect(readArgocdSettings({}, folder)).toEqual(expected);
    expect(readArgocdSettings({ ARGOCD_REPOSITORY: '', ARGOCD_MANIFESTS: ' ' }, folder)).toEqual(expected);
  });

  test('are read from the environment', () => {
    const environment = {
      ARGOCD_REPOSITORY: 'https://github.com/acme/platform.git',
      ARGOCD_REVISION: 'main',
      ARGOCD_FOLDER: 'meshes/demo',
      ARGOCD_MANIFESTS: 'plugin',
    };
    expect(readArgocdSettings(environment, folder)).toEqual({
      repository: {
        kind: 'known',
        repository: {
          kind: 'git-repository',
          address: 'https://github.com/acme/platform.git',
          revision: 'main',
          folder: 'meshes/demo',
        },
        from: 'ARGOCD_REPOSITORY',
      },
      manifests: 'plugin',
    });
  });

  test('rejects another way to the manifests by the name of the variable', () => {
    expect(() => readArgocdSettings({ ARGOCD_MANIFESTS: 'plug-in' }, folder)).toThrow(
      "ARGOCD_MANIFESTS: Argo CD does not get the manifests this way, got 'plug-in'; did you mean 'plugin'?",
    );
    expect(() => readArgocdSettings({ ARGOCD_MANIFESTS: 'toString' }, folder)).toThrow("got 'toString'");
  });
});
